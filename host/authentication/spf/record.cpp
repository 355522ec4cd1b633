#include "authentication/spf/record.h"

#include <algorithm>
#include <array>
#include <utility>

#include "authentication/spf/macro.h"
#include "base/utf8.h"
#include "names/ip_address.h"

namespace mekiki::authentication::spf {
namespace {

constexpr std::string_view version = "v=spf1";

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::array<std::pair<std::string_view, Mechanism>, 8> mechanisms{{{"all", Mechanism::all},
                                                                            {"include", Mechanism::include},
                                                                            {"a", Mechanism::a},
                                                                            {"mx", Mechanism::mx},
                                                                            {"ptr", Mechanism::ptr},
                                                                            {"ip4", Mechanism::ip4},
                                                                            {"ip6", Mechanism::ip6},
                                                                            {"exists", Mechanism::exists}}};

std::optional<Mechanism> mechanism_of(std::string_view word) {
  for (const auto& [name, mechanism] : mechanisms) {
    if (ascii_iequals(name, word)) return mechanism;
  }
  return std::nullopt;
}

// "0" or a number without leading zero, not above `most`.
std::optional<unsigned> prefix_length(std::string_view digits, unsigned most) {
  if (digits.empty() || digits.size() > 3 || (digits.size() > 1 && digits.front() == '0')) return std::nullopt;
  unsigned value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value <= most ? std::optional(value) : std::nullopt;
}

// The digits after the last slash where the text ends in "/123", else npos.
std::size_t slash_of_length(std::string_view text) {
  const std::size_t slash = text.rfind('/');
  if (slash == std::string_view::npos || slash + 1 == text.size()) return std::string_view::npos;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(slash) + 1, text.end(), is_digit)
             ? slash
             : std::string_view::npos;
}

// Cuts dual-cidr-length off the end of what follows "a" or "mx".
bool take_dual_prefix(std::string_view& text, Directive& directive) {
  std::size_t slash = slash_of_length(text);
  if (slash != std::string_view::npos && slash > 0 && text[slash - 1] == '/') {
    const auto length = prefix_length(text.substr(slash + 1), 128);
    if (!length) return false;
    directive.prefix6 = *length;
    text = text.substr(0, slash - 1);
    slash = slash_of_length(text);
  }
  if (slash != std::string_view::npos) {
    const auto length = prefix_length(text.substr(slash + 1), 32);
    if (!length) return false;
    directive.prefix4 = *length;
    text = text.substr(0, slash);
  }
  return true;
}

bool take_network(std::string_view text, Directive& directive) {
  const std::size_t slash = text.find('/');
  const std::string_view address = text.substr(0, slash);
  const bool v4 = directive.mechanism == Mechanism::ip4;
  if (slash != std::string_view::npos) {
    const auto length = prefix_length(text.substr(slash + 1), v4 ? 32 : 128);
    if (!length) return false;
    (v4 ? directive.prefix4 : directive.prefix6) = *length;
  }
  if (v4) {
    const auto parsed = names::parse_dotted_ipv4(address);
    if (parsed) directive.network = names::serialise_ipv4(*parsed);
  } else if (const auto parsed = names::parse_ipv6(address)) {
    directive.network = names::serialise_ipv6(*parsed);
  }
  return !directive.network.empty();
}

bool take_domain(std::string_view text, Directive& directive) {
  if (text.empty()) return true;
  if (text.front() != ':' || !is_domain_spec(text.substr(1))) return false;
  directive.domain_spec = text.substr(1);
  return true;
}

bool read_directive(std::string_view term, Record& record) {
  Directive directive;
  directive.written = term;
  if (std::string_view("+-~?").find(term.front()) != std::string_view::npos) {
    directive.qualifier = term.front();
    term.remove_prefix(1);
  }
  const std::size_t end = std::min(term.find_first_of(":/"), term.size());
  const auto mechanism = mechanism_of(term.substr(0, end));
  if (!mechanism) return false;
  directive.mechanism = *mechanism;
  std::string_view rest = term.substr(end);
  bool good = false;
  switch (*mechanism) {
    case Mechanism::all:
      good = rest.empty();
      break;
    case Mechanism::include:
    case Mechanism::exists:
      good = !rest.empty() && take_domain(rest, directive);
      break;
    case Mechanism::ptr:
      good = take_domain(rest, directive);
      break;
    case Mechanism::a:
    case Mechanism::mx:
      good = take_dual_prefix(rest, directive) && take_domain(rest, directive);
      break;
    case Mechanism::ip4:
    case Mechanism::ip6:
      good = rest.starts_with(':') && take_network(rest.substr(1), directive);
      break;
  }
  if (good) record.directives.push_back(std::move(directive));
  return good;
}

bool is_modifier_name(std::string_view name) {
  return !name.empty() && is_alpha(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
    return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
  });
}

bool read_modifier(std::string_view name, std::string_view value, Record& record) {
  if (!is_modifier_name(name)) return false;
  std::string* known = ascii_iequals(name, "redirect") ? &record.redirect
                       : ascii_iequals(name, "exp")    ? &record.explanation
                                                       : nullptr;
  if (known == nullptr) return is_macro_string(value);
  // Each at most once (section 6).
  if (!known->empty() || !is_domain_spec(value)) return false;
  *known = value;
  return true;
}

}  // namespace

bool is_spf_record(std::string_view txt) {
  return txt.size() >= version.size() && ascii_iequals(txt.substr(0, version.size()), version) &&
         (txt.size() == version.size() || txt[version.size()] == ' ');
}

mekiki::Result<Record> parse_record(std::string_view txt) {
  if (!is_spf_record(txt)) return Error{"syntax", "v=spf1"};
  Record record;
  txt.remove_prefix(version.size());
  while (!txt.empty()) {
    const std::size_t start = txt.find_first_not_of(' ');
    if (start == std::string_view::npos) break;
    txt.remove_prefix(start);
    const std::string_view term = txt.substr(0, txt.find(' '));
    txt.remove_prefix(term.size());
    const std::size_t sign = term.find_first_of("=:/");
    const bool modifier = sign != std::string_view::npos && term[sign] == '=';
    const bool good =
        modifier ? read_modifier(term.substr(0, sign), term.substr(sign + 1), record) : read_directive(term, record);
    if (!good) return Error{"syntax", std::string(term)};
  }
  return record;
}

}  // namespace mekiki::authentication::spf
