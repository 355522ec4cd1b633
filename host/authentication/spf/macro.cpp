#include "authentication/spf/macro.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/limits.h"
#include "base/utf8.h"
#include "names/ip_address.h"

namespace mekiki::authentication::spf {
namespace {

constexpr std::string_view delimiters = ".-+,/_=";
constexpr std::size_t explanation_bytes = 2048;

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_alpha(c) || is_digit(c); }
bool is_visible(char c) { return c > ' ' && c < '\x7f'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// One macro-expand, "%{...}" or "%%", "%_", "%-".
struct Macro {
  char letter = 0;    // as written; 0 for the three escapes
  char escape = 0;    // the character after "%"
  unsigned keep = 0;  // right-hand parts to keep; 0: all
  bool reverse = false;
  std::string_view delimiters = ".";
  std::size_t size = 0;
};

std::optional<Macro> read_macro(std::string_view text) {
  Macro macro;
  if (text.size() < 2 || text[0] != '%') return std::nullopt;
  if (text[1] == '%' || text[1] == '_' || text[1] == '-') {
    macro.escape = text[1];
    macro.size = 2;
    return macro;
  }
  const std::size_t close = text.find('}');
  if (text[1] != '{' || close == std::string_view::npos || close < 3) return std::nullopt;
  macro.size = close + 1;
  macro.letter = text[2];
  if (std::string_view("slodiphcrtv").find(lower(macro.letter)) == std::string_view::npos) return std::nullopt;
  std::string_view rest = text.substr(3, close - 3);
  bool counted = false;
  while (!rest.empty() && is_digit(rest.front())) {
    counted = true;
    macro.keep = std::min(macro.keep * 10 + static_cast<unsigned>(rest.front() - '0'), 1000U);
    rest.remove_prefix(1);
  }
  if (counted && macro.keep == 0) return std::nullopt;
  if (!rest.empty() && lower(rest.front()) == 'r') {
    macro.reverse = true;
    rest.remove_prefix(1);
  }
  if (rest.find_first_not_of(delimiters) != std::string_view::npos) return std::nullopt;
  if (!rest.empty()) macro.delimiters = rest;
  return macro;
}

// top label of section 7.1: letters, digits, hyphens inside; not digits alone.
bool is_top_label(std::string_view label) {
  if (label.empty() || !is_alphanumeric(label.front()) || !is_alphanumeric(label.back())) return false;
  if (!std::all_of(label.begin(), label.end(), [](char c) { return is_alphanumeric(c) || c == '-'; })) return false;
  return !std::all_of(label.begin(), label.end(), is_digit);
}

// "1.2.3.4", or the nibbles of an IPv6 address with dots between.
std::string dotted(const std::string& ip) {
  const auto v6 = names::parse_ipv6(ip);
  if (!v6) return ip;
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const std::uint16_t piece : *v6) {
    for (int shift = 12; shift >= 0; shift -= 4) {
      if (!out.empty()) out += '.';
      out += digits[static_cast<std::size_t>(piece >> shift) & 15U];
    }
  }
  return out;
}

std::string value_of(char letter, const MacroValues& values) {
  switch (lower(letter)) {
    case 's':
      return values.sender;
    case 'l':
      return values.local;
    case 'o':
      return values.origin;
    case 'd':
      return values.domain;
    case 'i':
      return dotted(values.ip);
    case 'p':
      return values.validated;
    case 'v':
      return names::parse_ipv6(values.ip) ? "ip6" : "in-addr";
    case 'h':
      return values.helo;
    case 'c':
      return values.ip;
    case 'r':
      return values.receiver;
    default:
      return std::to_string(values.now);
  }
}

std::string transformed(const std::string& value, const Macro& macro) {
  std::vector<std::string_view> parts;
  const std::string_view text = value;
  for (std::size_t start = 0;;) {
    const std::size_t end = text.find_first_of(macro.delimiters, start);
    parts.push_back(text.substr(start, end == std::string_view::npos ? end : end - start));
    if (end == std::string_view::npos) break;
    start = end + 1;
  }
  if (macro.reverse) std::reverse(parts.begin(), parts.end());
  if (macro.keep != 0 && parts.size() > macro.keep) {
    parts.erase(parts.begin(), parts.end() - static_cast<std::ptrdiff_t>(macro.keep));
  }
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += '.';
    out += parts[i];
  }
  return out;
}

// RFC 3986 section 2.3: all but the unreserved characters.
std::string url_escaped(const std::string& text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_alphanumeric(c) || std::string_view("-._~").find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15U];
    }
  }
  return out;
}

std::string written_for(const Macro& macro, const MacroValues& values) {
  switch (macro.escape) {
    case '%':
      return "%";
    case '_':
      return " ";
    case '-':
      return "%20";
    default:
      break;
  }
  std::string value = transformed(value_of(macro.letter, values), macro);
  return is_alpha(macro.letter) && macro.letter < 'a' ? url_escaped(value) : value;
}

}  // namespace

bool is_macro_string(std::string_view text, std::string_view letters) {
  while (!text.empty()) {
    if (text.front() != '%') {
      if (!is_visible(text.front())) return false;
      text.remove_prefix(1);
      continue;
    }
    const auto macro = read_macro(text);
    if (!macro) return false;
    if (macro->letter != 0 && lower(macro->letter) != 'v' && letters.find(lower(macro->letter)) == letters.npos) {
      return false;
    }
    text.remove_prefix(macro->size);
  }
  return true;
}

bool is_domain_spec(std::string_view text) {
  if (text.empty() || !is_macro_string(text, "slodiph")) return false;
  // It ends in a macro if the last one reaches to the end.
  std::size_t end_of_macro = 0;
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', end_of_macro)) {
    const auto macro = read_macro(text.substr(at));
    if (!macro) return false;
    end_of_macro = at + macro->size;
  }
  if (end_of_macro == text.size()) return true;
  if (text.ends_with('.')) text.remove_suffix(1);
  const std::size_t dot = text.rfind('.');
  return dot != std::string_view::npos && dot >= end_of_macro && is_top_label(text.substr(dot + 1));
}

bool uses_macro(std::string_view text, std::string_view letters) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos;) {
    const auto macro = read_macro(text.substr(at));
    if (!macro) return false;
    if (macro->letter != 0 && letters.find(lower(macro->letter)) != std::string_view::npos) return true;
    at = text.find('%', at + macro->size);
  }
  return false;
}

std::optional<std::string> expand(std::string_view text, const MacroValues& values, bool explanation) {
  std::string out;
  while (!text.empty() && out.size() < limits::report_string_bytes + explanation_bytes) {
    if (text.front() != '%') {
      if (!is_visible(text.front()) && !(explanation && text.front() == ' ')) return std::nullopt;
      out += text.front();
      text.remove_prefix(1);
      continue;
    }
    const auto macro = read_macro(text);
    if (!macro) return std::nullopt;
    if (!explanation && std::string_view("crt").find(lower(macro->letter)) != std::string_view::npos &&
        macro->letter != 0) {
      return std::nullopt;
    }
    out += written_for(*macro, values);
    text.remove_prefix(macro->size);
  }
  return out;
}

}  // namespace mekiki::authentication::spf
