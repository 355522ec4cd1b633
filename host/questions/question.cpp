#include "questions/question.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "base/limits.h"

namespace mekiki::questions {
namespace {

struct KindRow {
  Kind kind;
  std::string_view word;
  NameKind name;
};

constexpr std::array<KindRow, 14> kinds{{
    {Kind::dns_a, "dns_a", NameKind::domain},
    {Kind::dns_aaaa, "dns_aaaa", NameKind::domain},
    {Kind::dns_mx, "dns_mx", NameKind::domain},
    {Kind::dns_ns, "dns_ns", NameKind::domain},
    {Kind::dns_txt, "dns_txt", NameKind::domain},
    {Kind::dns_ptr, "dns_ptr", NameKind::ip},
    {Kind::dns_cname, "dns_cname", NameKind::domain},
    {Kind::dns_soa, "dns_soa", NameKind::domain},
    {Kind::list_ip, "list_ip", NameKind::ip},
    {Kind::list_domain, "list_domain", NameKind::domain},
    {Kind::registration, "registration", NameKind::domain},
    {Kind::place, "place", NameKind::ip},
    {Kind::correspondent, "correspondent", NameKind::address},
    {Kind::page, "page", NameKind::url},
}};

constexpr std::array<std::pair<Outcome, std::string_view>, 3> outcomes{
    {{Outcome::yes, "yes"}, {Outcome::no, "no"}, {Outcome::unknown, "unknown"}}};

constexpr std::size_t label_bytes = 63;                       // RFC 1035 section 2.3.4
constexpr std::string_view of_macros = " +=~!#$%&^`{|}:/?'";  // RFC 7208 section 7, RFC 5322 section 3.2.3

const KindRow* row(Kind kind) {
  const auto* found = std::ranges::find(kinds, kind, &KindRow::kind);
  return found == kinds.end() ? nullptr : found;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::optional<std::string> canonical_domain(std::string name) {
  name = lower(std::move(name));
  if (name.ends_with('.')) name.pop_back();
  if (name.empty() || name.size() > limits::domain_bytes) return std::nullopt;
  std::size_t start = 0;
  bool number = false;
  while (true) {
    const std::size_t end = std::min(name.find('.', start), name.size());
    const std::string_view label = std::string_view(name).substr(start, end - start);
    if (label.empty() || label.size() > label_bytes) return std::nullopt;
    // Hyphens may stand anywhere: browsers open such hosts, so they must be askable. Below the top level SPF's macros
    // make names of whatever an address may hold.
    const bool last = end == name.size();
    const auto legal = [last](char c) {
      return is_lower(c) || is_digit(c) || c == '-' || c == '_' || (!last && of_macros.find(c) != of_macros.npos);
    };
    if (!std::ranges::all_of(label, legal)) return std::nullopt;
    number = std::ranges::all_of(label, is_digit);
    if (last) break;
    start = end + 1;
  }
  if (number) return std::nullopt;  // "192.0.2.1" is an address, and no top-level domain is a number
  return name;
}

std::optional<std::string> canonical_ip(const std::string& name) {
  if (name.find('\0') != std::string::npos) return std::nullopt;
  std::array<char, INET6_ADDRSTRLEN> text{};
  in_addr v4{};
  if (inet_pton(AF_INET, name.c_str(), &v4) == 1) {
    return inet_ntop(AF_INET, &v4, text.data(), text.size());
  }
  in6_addr v6{};
  if (inet_pton(AF_INET6, name.c_str(), &v6) != 1) return std::nullopt;
  if (IN6_IS_ADDR_V4MAPPED(&v6)) return inet_ntop(AF_INET, &v6.s6_addr[12], text.data(), text.size());
  return inet_ntop(AF_INET6, &v6, text.data(), text.size());
}

std::optional<std::string> canonical_url(std::string name) {
  if (name.size() > limits::url_bytes) return std::nullopt;
  if (!std::ranges::all_of(name, [](char c) { return c > ' ' && c < '\x7f'; })) return std::nullopt;
  const std::string scheme = lower(name.substr(0, name.find(':')));
  if (scheme != "http" && scheme != "https") return std::nullopt;
  name.replace(0, scheme.size(), scheme);
  if (name.compare(scheme.size(), 3, "://") != 0 || name.size() <= scheme.size() + 3) return std::nullopt;
  return name;
}

std::optional<std::string> canonical_address(std::string name) {
  const std::size_t at = name.rfind('@');
  if (name.size() > limits::address_bytes || at == std::string::npos || at == 0 || at + 1 == name.size()) {
    return std::nullopt;
  }
  if (!std::ranges::all_of(name, [](char c) { return c > ' ' && c < '\x7f'; })) return std::nullopt;
  return lower(std::move(name));
}

std::optional<std::string> canonical_name(NameKind kind, std::string name) {
  switch (kind) {
    case NameKind::domain:
      return canonical_domain(std::move(name));
    case NameKind::ip:
      return canonical_ip(name);
    case NameKind::url:
      return canonical_url(std::move(name));
    case NameKind::address:
      return canonical_address(std::move(name));
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Kind kind) {
  const KindRow* found = row(kind);
  return found ? found->word : std::string_view();
}

std::optional<Kind> kind_from_string(std::string_view word) {
  const auto* found = std::ranges::find(kinds, word, &KindRow::word);
  if (found == kinds.end()) return std::nullopt;
  return found->kind;
}

NameKind name_kind(Kind kind) {
  const KindRow* found = row(kind);
  return found ? found->name : NameKind::domain;
}

std::string_view to_string(Outcome outcome) {
  for (const auto& [value, word] : outcomes) {
    if (value == outcome) return word;
  }
  return {};
}

std::optional<Outcome> outcome_from_string(std::string_view word) {
  for (const auto& [value, text] : outcomes) {
    if (text == word) return value;
  }
  return std::nullopt;
}

std::optional<Question> canonical(Question question) {
  const KindRow* found = row(question.kind);
  if (!found) return std::nullopt;
  auto name = canonical_name(found->name, std::move(question.name));
  if (!name) return std::nullopt;
  return Question{question.kind, std::move(*name)};
}

}  // namespace mekiki::questions
