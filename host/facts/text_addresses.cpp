#include "facts/text_addresses.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "base/utf8.h"
#include "facts/written.h"
#include "names/ascii.h"
#include "names/domain.h"

namespace mekiki::facts {
namespace {

// Candidates without a scheme cost a look into the list of suffixes each.
constexpr std::size_t most_bare_candidates = 3000;

bool ends_address(char byte) {
  const auto c = static_cast<unsigned char>(byte);
  return c <= 0x20 || c >= 0x80 || c == '<' || c == '>' || c == '"' || c == '`' || c == '|' || c == '^';
}

bool is_host_byte(char c) { return names::ascii::is_alphanumeric(c) || c == '-' || c == '.'; }

// "kagoya-login.example.org/active": a host that exists somewhere, and a path.
bool is_bare_address(std::string_view lower) {
  const std::size_t slash = lower.find('/');
  if (slash == std::string_view::npos || slash < 4) return false;
  std::string_view host = lower.substr(0, slash);
  if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
    const std::string_view port = host.substr(colon + 1);
    if (port.empty() || port.size() > 5 || !std::ranges::all_of(port, names::ascii::is_digit)) return false;
    host = host.substr(0, colon);
  }
  if (host.find('.') == std::string_view::npos || host.front() == '.' || host.front() == '-') return false;
  if (!std::ranges::all_of(host, is_host_byte) || ends_like_file(host)) return false;
  const names::DomainCut cut = names::cut_domain(host);
  return cut.listed && !cut.registrable.empty();
}

class Finder {
 public:
  Finder(std::string_view text, std::size_t most) : text_(text), lower_(ascii_lower(text)), most_(most) {}

  std::vector<TextAddress> find() && {
    for (std::size_t at = 0; at < lower_.size() && found_.size() < most_;) {
      if (ends_address(lower_[at])) {
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < lower_.size() && !ends_address(lower_[end])) ++end;
      examine(at, end);
      at = end;
    }
    return std::move(found_);
  }

 private:
  void examine(std::size_t start, std::size_t end) {
    const std::string_view run = std::string_view(lower_).substr(start, end - start);
    if (run.find('.') == std::string_view::npos && run.find("//") == std::string_view::npos) return;
    const std::size_t scheme = std::min(run.find("http://"), run.find("https://"));
    const std::size_t disfigured = defanged_at(run);
    if (scheme <= disfigured && scheme != std::string_view::npos) return add(start + scheme, end, {});
    if (disfigured != std::string_view::npos) return add_defanged(start + disfigured, end);
    if (const std::size_t www = www_at(run); www != std::string_view::npos) return add(start + www, end, "http://");
    const std::size_t skipped = run.find_first_not_of("([{*'_=:,-");
    if (skipped == std::string_view::npos || bare_candidates_ >= most_bare_candidates) return;
    const std::string_view candidate = run.substr(skipped);
    if (candidate.find('/') == std::string_view::npos || candidate.find('@') != std::string_view::npos) return;
    ++bare_candidates_;
    if (!is_bare_address(candidate)) return;
    add(start + skipped, end, "http://");
    if (!found_.empty() && found_.back().span.start == start + skipped) found_.back().bare = true;
  }

  static std::size_t www_at(std::string_view run) {
    const std::size_t at = run.find("www.");
    return at != std::string_view::npos && at > 0 && names::ascii::is_alphanumeric(run[at - 1]) ? std::string_view::npos
                                                                                                : at;
  }

  // Only at the beginning of a word: where letters stand before it, it is part of a name.
  static std::size_t defanged_at(std::string_view run) {
    const std::size_t start = run.find_first_not_of("([{'_=:,-");
    if (start == std::string_view::npos || defanged_scheme_length(run.substr(start)) == 0)
      return std::string_view::npos;
    return start;
  }

  std::size_t trimmed(std::size_t start, std::size_t end) const {
    while (end > start && std::string_view(".,;:!?)]}'*").find(lower_[end - 1]) != std::string_view::npos) --end;
    return end;
  }

  void add(std::size_t start, std::size_t end, std::string_view prefix) {
    end = trimmed(start, end);
    found_.push_back({{start, end}, std::string(prefix) + std::string(text_.substr(start, end - start))});
  }

  void add_defanged(std::size_t start, std::size_t end) {
    end = trimmed(start, end);
    const std::size_t length = defanged_scheme_length(std::string_view(lower_).substr(start));
    std::string rest(text_.substr(start + length, end - start - length));
    for (const std::string_view dot : {"[.]", "(.)", "[dot]"}) {
      for (std::size_t at = 0; (at = rest.find(dot)) != std::string::npos && rest.size() < 2000;)
        rest.replace(at, dot.size(), ".");
    }
    found_.push_back({{start, end}, "https://" + rest, false, true});
  }

  std::string_view text_;
  std::string lower_;
  std::size_t most_;
  std::size_t bare_candidates_ = 0;
  std::vector<TextAddress> found_;
};

}  // namespace

bool ends_like_file(std::string_view name) {
  static const std::set<std::string_view> endings = {
      "html", "htm", "php",  "asp", "aspx", "jsp", "js",    "css",  "png", "jpg", "jpeg", "gif",  "svg", "pdf",
      "zip",  "xml", "json", "txt", "cgi",  "do",  "shtml", "webp", "ico", "mp4", "doc",  "docx", "xls", "xlsx",
      "py",   "pl",  "sh",   "md",  "rs",   "cc",  "so",    "ps",   "gz",  "ai",  "mov",  "app",  "vi"};
  return endings.contains(name.substr(name.rfind('.') + 1));
}

std::vector<TextAddress> addresses_in(std::string_view text, std::size_t most) { return Finder(text, most).find(); }

}  // namespace mekiki::facts
