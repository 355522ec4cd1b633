#include "names/url.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"
#include "names/url_parser.h"

namespace mekiki::names {
namespace {

bool is_c0_control_or_space(char c) { return static_cast<unsigned char>(c) <= 0x20; }
bool is_tab_or_newline(char c) { return c == '\t' || c == '\n' || c == '\r'; }

struct CleanInput {
  std::string text;  // valid UTF-8
  bool cut = false;
};

// https://url.spec.whatwg.org/#concept-basic-url-parser steps 1 to 3.
CleanInput clean(std::string_view input) {
  while (!input.empty() && is_c0_control_or_space(input.front())) input.remove_prefix(1);
  while (!input.empty() && is_c0_control_or_space(input.back())) input.remove_suffix(1);
  CleanInput result;
  for (const char c : input) {
    if (is_tab_or_newline(c)) continue;
    if (result.text.size() == limits::url_bytes) {
      result.cut = true;
      break;
    }
    result.text += c;
  }
  if (result.cut) result.text.resize(cut_on_character(result.text, limits::url_bytes - 1).size());
  if (!is_valid_utf8(result.text)) result.text = to_valid_utf8(result.text);
  return result;
}

}  // namespace

// https://url.spec.whatwg.org/#concept-url-serializer
std::string Url::href() const {
  std::string out = scheme + ':';
  if (host_kind != HostKind::none) {
    out += "//";
    if (!username.empty() || !password.empty()) {
      out += username;
      if (!password.empty()) out += ':' + password;
      out += '@';
    }
    out += host;
    if (port) out += ':' + std::to_string(*port);
  } else if (!opaque_path && path.starts_with("//")) {
    // Without this the path would be read back as an authority.
    out += "/.";
  }
  out += path;
  if (query) out += '?' + *query;
  if (fragment) out += '#' + *fragment;
  return out;
}

Result<Url> parse_url(std::string_view input, const Url* base) {
  const CleanInput cleaned = clean(input);
  return UrlParser(cleaned.text, base, cleaned.cut).parse();
}

}  // namespace mekiki::names
