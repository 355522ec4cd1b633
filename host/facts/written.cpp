#include "facts/written.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "names/ascii.h"

namespace mekiki::facts {
namespace {

constexpr std::size_t most_host_bytes = 300;

bool is_dropped(char c) { return c == '\t' || c == '\n' || c == '\r'; }
bool is_slash(char c) { return c == '/' || c == '\\'; }
bool is_scheme_byte(char c) { return names::ascii::is_alphanumeric(c) || c == '+' || c == '-' || c == '.'; }

// Characters that IDNA turns into an ASCII letter, a dot or nothing: full-width forms, ideographic full stops, soft
// hyphens, zero-width marks.
bool becomes_ascii(char32_t c) {
  return (c >= 0xFF01 && c <= 0xFF5E) || c == 0x3002 || c == 0xFF0E || c == 0xFF61 || c == 0xAD ||
         (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF || (c >= 0x1D400 && c <= 0x1D7FF) ||
         (c >= 0x2460 && c <= 0x24FF);
}

bool is_encoded(std::string_view host) {
  for (std::size_t at = 0; at < host.size();) {
    if (host[at] == '%') return true;
    if (becomes_ascii(next_code_point(host, at))) return true;
  }
  return false;
}

}  // namespace

std::size_t defanged_scheme_length(std::string_view lower) {
  constexpr auto forms = std::to_array<std::string_view>({"hxxps://", "hxxp://", "h**ps://", "h**p://", "hxxps[:]//",
                                                          "hxxp[:]//", "http[:]//", "https[:]//", "htxps://", "htxp://",
                                                          "httx://", "h__ps://", "h__p://", "hxtps://", "hxtp://"});
  for (const std::string_view form : forms) {
    if (lower.starts_with(form)) return form.size();
  }
  return 0;
}

Written read_written(std::string_view address) {
  Written written;
  std::string text;
  text.reserve(std::min<std::size_t>(address.size(), 2 * most_host_bytes));
  std::size_t gaps_before = 0;
  address = trim_ascii(address);
  for (const char c : address) {
    if (text.size() >= 2 * most_host_bytes) break;
    if (is_dropped(c)) {
      ++gaps_before;
    } else {
      text += c;
    }
  }
  std::size_t at = 0;
  while (at < text.size() && is_scheme_byte(text[at])) ++at;
  if (at == 0 || at == text.size() || text[at] != ':' || !names::ascii::is_alpha(text[0])) {
    written.defanged = defanged_scheme_length(ascii_lower(text.substr(0, 12))) > 0;
    return written;
  }
  written.scheme = ascii_lower(text.substr(0, at));
  written.defanged = defanged_scheme_length(ascii_lower(text.substr(0, 12))) > 0;
  if (written.scheme != "http" && written.scheme != "https") return written;
  const std::size_t slashes_at = ++at;
  while (at < text.size() && is_slash(text[at])) ++at;
  written.slashes = text.compare(slashes_at, at - slashes_at, "//") != 0;
  const std::size_t end = std::min(text.find_first_of("/\\?#", at), text.size());
  std::string_view authority = std::string_view(text).substr(at, end - at);
  if (const std::size_t sign = authority.rfind('@'); sign != std::string_view::npos) authority.remove_prefix(sign + 1);
  written.host = std::string(authority.substr(0, most_host_bytes));
  written.encoded_host = is_encoded(written.host);
  // Long paths are wrapped by mailers, addresses up to the host are not.
  if (gaps_before > 0) {
    const std::size_t first_gap = std::min(address.find_first_of("\t\r\n"), address.size());
    written.gaps = first_gap < end;
  }
  return written;
}

}  // namespace mekiki::facts
