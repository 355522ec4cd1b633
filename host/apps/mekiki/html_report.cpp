#include "apps/mekiki/html_report.h"

#include "apps/json_access.h"
#include "apps/mekiki/authentication_view.h"
#include "apps/mekiki/report_view.h"
#include "apps/mekiki/terminal.h"

namespace mekiki::apps {
namespace {

// The page may show its own style sheet and nothing else.
constexpr std::string_view policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --line: #8886; --quiet: #777; --danger: #b00020; --warning: #8a5a00; --good: #20703a }
@media (prefers-color-scheme: dark) { :root { --danger: #ff8a80; --warning: #ffcc66; --good: #8fd6a4; --quiet: #aaa } }
body { font: 1rem/1.6 system-ui, "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
header { border-left: .4rem solid var(--line); padding-left: 1rem }
header.danger { border-color: var(--danger) } header.suspicious { border-color: var(--warning) }
h1 { font-size: 1.4rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line) }
.danger h1, .strong { color: var(--danger) }
.suspicious h1, .medium { color: var(--warning) } .good { color: var(--good) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0 } dt { color: var(--quiet) } dd { margin: 0; overflow-wrap: anywhere }
.finding { display: grid; grid-template-columns: 5rem 1fr; margin: .8rem 0; break-inside: avoid } .finding p { margin: 0 }
.severity { font-weight: bold } .why, .evidence, .code, footer, .legend { color: var(--quiet); font-size: .9rem } .evidence { overflow-wrap: anywhere }
.address { font-family: ui-monospace, monospace; overflow-wrap: anywhere; margin: .3rem 0 }
.owner { font-weight: bold; border-bottom: 3px double } .renter { font-weight: bold; border-bottom: 2px solid } .decoration { border-bottom: 2px dotted; opacity: .75 }
.picture { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem; margin: .5rem 0 } .picture span { color: var(--quiet) }
.box { border: 2px dashed var(--line); border-radius: .3rem; padding: .2rem .6rem; overflow-wrap: anywhere; max-width: 100% } .box.same { border-style: solid }
.box.good { border-color: var(--good) } .box.bad, .box.worthless { border-color: var(--danger) } .box.from { font-weight: bold }
.method { margin: .8rem 0; break-inside: avoid } .method p, .method ul { margin: 0 } .method .bad { color: var(--danger) } .method ul { color: var(--quiet); font-size: .9rem; padding-left: 1.2rem }
.link { break-inside: avoid; margin-bottom: 1rem } li { overflow-wrap: anywhere }
@media print { body { margin: 0; max-width: none; font-size: 10pt } header, .finding, .link { break-inside: avoid } }
)css";

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// Only words of ours become class names.
std::string_view class_of(std::string_view word) {
  for (const std::string_view known : {"danger", "suspicious", "note", "none", "strong", "medium", "weak", "good",
                                       "owner", "renter", "decoration", "plain"}) {
    if (word == known) return known;
  }
  return "plain";
}

class Page {
 public:
  Page(const nlohmann::json& report, const Words& words) : report_(report), words_(words) {}

  std::string write() {
    head();
    list(mail_lines(report_, words_));
    if (examined_in_part(report_)) element("p", words_("report.incomplete"));
    advice();
    findings();
    links();
    attachments();
    sender();
    authentication();
    unknown();
    queries();
    out_ += "<footer>";
    element("p", words_("report.no_guarantee"));
    element("p", words_("report.made_by", fmt::arg("version", MEKIKI_VERSION)));
    out_ += "</footer>\n</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void element(std::string_view name, std::string_view text, std::string_view classes = "") {
    out_ += fmt::format("<{}", name);
    if (!classes.empty()) out_ += fmt::format(" class=\"{}\"", classes);
    out_ += fmt::format(">{}</{}>\n", escaped(text), name);
  }

  void sender() {
    const auto lines = sender_lines(report_, words_);
    const auto& told = member(report_, "sender");
    const std::string summary = shown(told, "summary");
    const std::string boundary = shown(told, "boundary_text");
    if (lines.empty() && summary.empty() && boundary.empty()) return;
    element("h2", words_("report.sender_title"));
    if (!summary.empty()) element("p", summary);
    list(lines);
    if (!boundary.empty()) element("p", boundary);
  }

  // The drawing is one picture to a screen reader, with all of it in words.
  void picture(const AuthenticationView& view) {
    if (view.boxes.empty()) return;
    out_ += fmt::format("<div class=\"picture\" role=\"img\" aria-label=\"{}\">\n", escaped(view.picture));
    for (std::size_t i = 0; i < view.boxes.size(); ++i) {
      const BoxView& box = view.boxes[i];
      if (i > 0) out_ += "<span>\u2194</span>\n";
      const std::string_view mark = box.state == "good" ? "\u2713 " : box.state == "bad" ? "\u2717 " : "";
      out_ += fmt::format("<div class=\"box {}{}\">{}{}</div>\n", box.state, box.same ? " same" : "", mark,
                          escaped(box.text));
    }
    out_ += "</div>\n";
  }

  void authentication() {
    const AuthenticationView view = authentication_view(report_, words_);
    if (view.empty()) return;
    element("h2", words_("report.authentication_title"));
    if (!view.summary.empty()) element("p", view.summary);
    picture(view);
    for (const MethodView& method : view.methods) {
      out_ += "<section class=\"method\">\n";
      element("p", method.name, "severity");
      element("p", method.text, method.state);
      if (!method.remarks.empty()) bullets(method.remarks, "ul");
      out_ += "</section>\n";
    }
  }

  void list(const std::vector<std::pair<std::string, std::string>>& lines) {
    if (lines.empty()) return;
    out_ += "<dl>\n";
    for (const auto& [label, value] : lines) {
      element("dt", label);
      element("dd", value);
    }
    out_ += "</dl>\n";
  }

  void bullets(const std::vector<std::string>& lines, std::string_view name) {
    out_ += fmt::format("<{}>\n", name);
    for (const std::string& line : lines) element("li", line);
    out_ += fmt::format("</{}>\n", name);
  }

  void head() {
    const std::string level = text_at(report_, "level");
    out_ += fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
                        to_string(words_.language()));
    out_ += fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n", policy);
    out_ +=
        "<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n";
    out_ += "<meta name=\"format-detection\" content=\"telephone=no, address=no, email=no, url=no\">\n";
    element("title", words_("report.page_title"));
    out_ += fmt::format("<style>{}</style>\n</head>\n<body>\n<main>\n<header class=\"{}\">\n", style, class_of(level));
    const std::string headline = shown(report_, "headline");
    element("h1", headline.empty() ? words_.value("level", harmless(level)) : headline);
    out_ += "</header>\n";
  }

  void advice() {
    std::vector<std::string> advice;
    for (const std::string& line : texts_of(member(report_, "advice"))) advice.push_back(harmless(line));
    if (advice.empty()) return;
    element("h2", words_("report.advice_title"));
    bullets(advice, "ol");
  }

  void findings() {
    const auto& findings = items(member(report_, "findings"));
    if (findings.empty()) return;
    element("h2", words_("report.findings_title"));
    for (const auto& finding : findings) {
      const std::string severity = text_at(finding, "severity");
      out_ += "<section class=\"finding\">\n";
      element("p", words_.value("severity", harmless(severity)), fmt::format("severity {}", class_of(severity)));
      out_ += "<div>\n";
      element("p", shown(finding, "text"));
      if (const std::string why = shown(finding, "why"); !why.empty()) element("p", why, "why");
      for (const auto& evidence : items(member(finding, "evidence")))
        element("p", evidence_line(evidence, words_), "evidence");
      element("p", shown(finding, "code"), "code");
      out_ += "</div>\n</section>\n";
    }
  }

  void links() {
    const auto& links = items(member(report_, "links"));
    if (links.empty()) return;
    element("h2", words_("report.links_title"));
    out_ += "<p class=\"legend\">";
    for (const char* kind : {"owner", "renter", "decoration"}) {
      out_ += fmt::format("<span class=\"{}\">{}</span> ", kind, escaped(words_(std::string("report.legend_") + kind)));
    }
    out_ += "</p>\n";
    for (const auto& link : links) {
      out_ += "<section class=\"link\">\n";
      if (const std::string text = shown(link, "text"); !text.empty())
        element("p", words_("report.quoted", fmt::arg("text", text)));
      out_ += "<p class=\"address\">";
      for (const Piece& piece : drawn_pieces(link)) {
        out_ += fmt::format("<span class=\"{}\">{}</span>", class_of(piece.kind), escaped(piece.text));
      }
      out_ += "</p>\n";
      list(link_lines(link, words_));
      out_ += "</section>\n";
    }
  }

  void attachments() {
    std::vector<std::string> lines;
    for (const auto& attachment : items(member(report_, "attachments")))
      lines.push_back(attachment_line(attachment, words_));
    if (lines.empty()) return;
    element("h2", words_("report.attachments_title"));
    bullets(lines, "ul");
  }

  void unknown() {
    std::vector<std::string> lines;
    for (const auto& item : items(member(report_, "unknown"))) lines.push_back(shown(item, "text"));
    if (lines.empty()) return;
    element("h2", words_("report.unknown_title"));
    bullets(lines, "ul");
  }

  void queries() {
    element("h2", words_("report.queries_title"));
    std::vector<std::string> lines;
    for (const auto& query : queries_sent(report_)) lines.push_back(query_line(query, words_));
    if (lines.empty()) {
      element("p", words_("report.no_queries"));
    } else {
      bullets(lines, "ul");
    }
  }

  const nlohmann::json& report_;
  const Words& words_;
  std::string out_;
};

}  // namespace

std::string html_report(const nlohmann::json& report, const Words& words) { return Page(report, words).write(); }

}  // namespace mekiki::apps
