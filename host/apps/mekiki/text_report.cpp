#include "apps/mekiki/text_report.h"

#include <algorithm>

#include "apps/json_access.h"
#include "apps/mekiki/authentication_view.h"
#include "apps/mekiki/report_view.h"

namespace mekiki::apps {
namespace {

constexpr std::size_t most_links = 8;
constexpr std::size_t most_queries = 12;
constexpr std::size_t most_unknown = 6;
constexpr std::size_t most_evidence = 2;

Style style_of_level(std::string_view level) {
  if (level == "danger") return Style::danger;
  if (level == "suspicious") return Style::warning;
  return Style::bold;
}

Style style_of_severity(std::string_view severity) {
  if (severity == "strong") return Style::danger;
  if (severity == "medium") return Style::warning;
  if (severity == "good") return Style::good;
  return Style::plain;
}

class Page {
 public:
  Page(const nlohmann::json& report, const Words& words, const Terminal& terminal)
      : report_(report), words_(words), terminal_(terminal) {}

  std::string write() {
    headline();
    labelled(mail_lines(report_, words_), "  ");
    limits();
    advice();
    findings();
    links();
    attachments();
    sender();
    authentication();
    unknown();
    queries();
    footer();
    return std::move(out_);
  }

 private:
  void text(std::string_view utf8, std::string_view first, Style style = Style::plain) {
    out_ += paragraph(utf8, terminal_, first, style);
  }

  void title(std::string_view key) {
    out_ += '\n';
    out_ += styled(terminal_, Style::bold, words_(key));
    out_ += '\n';
  }

  // Lines "label  value", the values below each other.
  void labelled(const std::vector<std::pair<std::string, std::string>>& lines, const std::string& indent) {
    std::size_t width = 0;
    for (const auto& [label, value] : lines) width = std::max(width, columns_of(label));
    for (const auto& [label, value] : lines) text(value, indent + padded(label, width) + "  ");
  }

  void section(std::string_view key, const std::vector<std::pair<std::string, std::string>>& lines) {
    if (lines.empty()) return;
    title(key);
    labelled(lines, "  ");
  }

  void headline() {
    const std::string level = text_at(report_, "level");
    const std::string headline = shown(report_, "headline");
    text(headline.empty() ? words_.value("level", harmless(level)) : headline, "", style_of_level(level));
    out_ += '\n';
  }

  void limits() {
    if (!examined_in_part(report_)) return;
    out_ += '\n';
    text(words_("report.incomplete"), "  ");
  }

  void advice() {
    const auto advice = texts_of(member(report_, "advice"));
    if (advice.empty()) return;
    title("report.advice_title");
    for (std::size_t i = 0; i < advice.size(); ++i) text(harmless(advice[i]), fmt::format("  {}. ", i + 1));
  }

  void findings() {
    const auto& findings = items(member(report_, "findings"));
    if (findings.empty()) return;
    title("report.findings_title");
    std::size_t width = 0;
    for (const char* severity : {"strong", "medium", "weak", "good"}) {
      width = std::max(width, columns_of(words_.value("severity", severity)));
    }
    const std::string indent(width + 4, ' ');
    bool later = false;
    for (const auto& finding : findings) {
      if (later) out_ += '\n';
      later = true;
      const std::string severity = text_at(finding, "severity");
      const std::string label = padded(words_.value("severity", harmless(severity)), width);
      std::string block = paragraph(shown(finding, "text"), terminal_, "  " + label + "  ");
      // The label is coloured after the wrapping, which counts columns.
      block.replace(2, label.size(), styled(terminal_, style_of_severity(severity), label));
      out_ += block;
      if (const std::string why = shown(finding, "why"); !why.empty()) text(why, indent, Style::dim);
      const auto& evidence = items(member(finding, "evidence"));
      for (std::size_t i = 0; i < std::min(evidence.size(), most_evidence); ++i) {
        text(evidence_line(evidence[i], words_), indent + "> ", Style::dim);
      }
    }
  }

  // The address, and below each named part its mark, so that the drawing needs no colours.
  void drawing(const std::vector<Piece>& pieces, std::string_view indent) {
    std::string plain;
    for (const Piece& piece : pieces) plain += piece.text;
    const bool fits = columns_of(plain) + columns_of(indent) <= terminal_.columns;
    if (!fits) {
      text(plain, indent);
      return;
    }
    std::string line(indent);
    std::string marks(indent);
    for (const Piece& piece : pieces) {
      const bool owner = piece.kind == "owner";
      const bool renter = piece.kind == "renter";
      const bool decoration = piece.kind == "decoration";
      line += styled(terminal_, owner || renter ? Style::bold : decoration ? Style::dim : Style::plain, piece.text);
      marks.append(columns_of(piece.text), owner ? '=' : renter ? '#' : decoration ? '~' : ' ');
    }
    out_ += line + '\n';
    marks.erase(marks.find_last_not_of(' ') + 1);
    if (!marks.empty()) out_ += marks + '\n';
  }

  static bool any_drawn(const nlohmann::json::array_t& links) {
    return std::any_of(links.begin(), links.end(), [](const auto& link) {
      const auto pieces = drawn_pieces(link);
      return std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.kind != "plain"; });
    });
  }

  void links() {
    const auto& links = items(member(report_, "links"));
    if (links.empty()) return;
    title("report.links_title");
    if (any_drawn(links)) text(words_("report.links_legend"), "  ", Style::dim);
    for (std::size_t i = 0; i < std::min(links.size(), most_links); ++i) {
      if (i > 0) out_ += '\n';
      if (const std::string label = shown(links[i], "text"); !label.empty()) {
        text(words_("report.quoted", fmt::arg("text", label)), "  ");
      }
      drawing(drawn_pieces(links[i]), "  ");
      labelled(link_lines(links[i], words_), "    ");
    }
    more(links.size(), most_links, "report.more_links");
  }

  void more(std::size_t all, std::size_t most, std::string_view key) {
    if (all > most) text(words_(key, fmt::arg("count", all - most)), "  ");
  }

  void attachments() {
    const auto& attachments = items(member(report_, "attachments"));
    if (attachments.empty()) return;
    title("report.attachments_title");
    for (const auto& attachment : attachments) text(attachment_line(attachment, words_), "  - ");
  }

  void sender() {
    const auto lines = sender_lines(report_, words_);
    const auto& told = member(report_, "sender");
    const std::string summary = shown(told, "summary");
    const std::string boundary = shown(told, "boundary_text");
    if (lines.empty() && summary.empty() && boundary.empty()) return;
    title("report.sender_title");
    if (!summary.empty()) text(summary, "  ");
    labelled(lines, "  ");
    if (!boundary.empty()) text(boundary, "  ", Style::dim);
  }

  void authentication() {
    const AuthenticationView view = authentication_view(report_, words_);
    if (view.empty()) return;
    title("report.authentication_title");
    if (!view.summary.empty()) text(view.summary, "  ");
    if (!view.picture.empty()) text(view.picture, "  ", Style::dim);
    for (const MethodView& method : view.methods) {
      text(method.name + ": " + method.text, "  - ");
      for (const std::string& remark : method.remarks) text(remark, "      ", Style::dim);
    }
  }

  void unknown() {
    const auto& unknown = items(member(report_, "unknown"));
    if (unknown.empty()) return;
    title("report.unknown_title");
    std::vector<std::string> told;
    for (const auto& item : unknown) {
      if (std::string line = shown(item, "text"); std::find(told.begin(), told.end(), line) == told.end())
        told.push_back(line);
    }
    for (std::size_t i = 0; i < std::min(told.size(), most_unknown); ++i) text(told[i], "  - ");
    more(told.size(), most_unknown, "report.more_unknown");
  }

  void queries() {
    const auto queries = queries_sent(report_);
    title("report.queries_title");
    if (queries.empty()) text(words_("report.no_queries"), "  ");
    for (std::size_t i = 0; i < std::min(queries.size(), most_queries); ++i) {
      text(query_line(queries[i], words_), "  - ", Style::dim);
    }
    more(queries.size(), most_queries, "report.more_queries");
  }

  void footer() {
    out_ += '\n';
    text(words_("report.no_guarantee"), "", Style::dim);
  }

  const nlohmann::json& report_;
  const Words& words_;
  const Terminal& terminal_;
  std::string out_;
};

}  // namespace

std::string text_report(const nlohmann::json& report, const Words& words, const Terminal& terminal) {
  return Page(report, words, terminal).write();
}

}  // namespace mekiki::apps
