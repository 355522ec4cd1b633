#include "message/multipart.h"

#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"
#include "message/header_fields.h"

namespace mekiki::message {
namespace {

constexpr std::size_t longest_padding = 1000;
constexpr auto npos = std::string_view::npos;

bool ends_line(char c) { return c == '\n' || c == '\r'; }

// The line end before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1).
std::size_t before_line_end(std::string_view text, std::size_t start, std::size_t end) {
  if (end > start && text[end - 1] == '\n') --end;
  if (end > start && text[end - 1] == '\r') --end;
  return end;
}

enum class Delimiter { none, opening, closing };

// "--boundary" or "--boundary--", white space after it allowed. `line` may be more than the line.
Delimiter delimiter(std::string_view line, std::string_view boundary) {
  line.remove_prefix(2);
  if (!line.starts_with(boundary)) return Delimiter::none;
  line = line_at(line.substr(0, boundary.size() + longest_padding), boundary.size()).content;
  if (line.starts_with("--")) return Delimiter::closing;
  return trim_ascii(line).empty() ? Delimiter::opening : Delimiter::none;
}

}  // namespace

DashLines::DashLines(std::string_view text) : text_(text) {
  for (std::size_t at = text.find("--"); at != npos && starts_.size() < limits::mime_dash_lines;) {
    if (at == 0 || ends_line(text[at - 1])) starts_.push_back(at);
    at = text.find_first_not_of('-', at);
    if (at != npos) at = text.find("--", at);
  }
}

std::vector<Span> DashLines::split(Span content, std::string_view boundary, std::size_t at_most) const {
  std::vector<Span> parts;
  const std::string_view text = text_.substr(0, content.end);
  std::size_t open = npos;
  for (auto at = std::lower_bound(starts_.begin(), starts_.end(), content.start);
       at != starts_.end() && *at < content.end && parts.size() < at_most; ++at) {
    const Delimiter kind = delimiter(text.substr(*at), boundary);
    if (kind == Delimiter::none) continue;
    // Two delimiters in a row have no part between them.
    if (open != npos && open < *at) parts.push_back({open, before_line_end(text, open, *at)});
    open = kind == Delimiter::opening ? line_at(text, *at).next : npos;
  }
  if (open != npos && open < content.end && parts.size() < at_most) parts.push_back({open, content.end});
  return parts;
}

std::string_view DashLines::guess_boundary(Span content) const {
  const std::string_view text = text_.substr(0, content.end);
  for (auto at = std::lower_bound(starts_.begin(), starts_.end(), content.start);
       at != starts_.end() && *at < content.end; ++at) {
    const Line line = line_at(text.substr(*at, longest_padding), 0);
    const std::string_view boundary = trim_ascii(line.content.substr(2));
    if (!boundary.empty() && ascii_iequals(text.substr(*at + line.next, 8), "Content-")) return boundary;
  }
  return {};
}

}  // namespace mekiki::message
