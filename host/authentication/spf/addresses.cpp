#include "authentication/spf/addresses.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"
#include "names/domain.h"
#include "names/ip_address.h"

namespace mekiki::authentication::spf {
namespace {

using questions::Answer;
using questions::Kind;

constexpr std::size_t pointers_at_most = 10;  // RFC 7208 section 4.6.4
constexpr std::size_t label_bytes = 63;       // RFC 1035 section 2.3.4

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_top_level(std::string_view label) {
  const auto legal = [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  };
  return std::all_of(label.begin(), label.end(), legal) && !std::all_of(label.begin(), label.end(), is_digit);
}

}  // namespace

std::string ascii_domain(std::string_view domain) {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  if (std::all_of(domain.begin(), domain.end(), [](char c) { return c > ' ' && c < '\x7f'; })) {
    return ascii_lower(domain);
  }
  const auto ascii = names::to_ascii(domain);
  return ascii ? *ascii : ascii_lower(domain);
}

std::string shortened_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  while (name.size() > limits::domain_bytes) {
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) break;
    name.remove_prefix(dot + 1);
  }
  return std::string(name);
}

bool is_askable(std::string_view name) {
  if (name.empty() || name.size() > limits::domain_bytes) return false;
  if (!std::all_of(name.begin(), name.end(), [](char c) { return c >= ' ' && c < '\x7f'; })) return false;
  while (true) {
    const std::size_t dot = name.find('.');
    const std::string_view label = name.substr(0, dot);
    if (label.empty() || label.size() > label_bytes) return false;
    if (dot == std::string_view::npos) return is_top_level(label);
    name.remove_prefix(dot + 1);
  }
}

bool is_within_network(std::string_view ip, std::string_view network, unsigned bits) {
  const auto ip4 = names::parse_dotted_ipv4(ip);
  const auto network4 = names::parse_dotted_ipv4(network);
  if (ip4 && network4) {
    const std::uint32_t differing = *ip4 ^ *network4;
    return bits == 0 || (differing >> (32 - std::min(bits, 32U))) == 0;
  }
  const auto ip6 = names::parse_ipv6(ip);
  const auto network6 = names::parse_ipv6(network);
  if (!ip6 || !network6) return false;
  for (std::size_t i = 0; i < ip6->size() && bits > 0; ++i) {
    const unsigned here = std::min(bits, 16U);
    const unsigned differing = static_cast<unsigned>((*ip6)[i] ^ (*network6)[i]);
    if ((differing >> (16 - here)) != 0) return false;
    bits -= here;
  }
  return true;
}

Addresses::Addresses(std::string ip, questions::Inquiry& inquiry)
    : ip_(std::move(ip)), v6_(ip_.find(':') != std::string::npos), inquiry_(inquiry) {}

Answer Addresses::of(const std::string& name) const { return inquiry_.ask(v6_ ? Kind::dns_aaaa : Kind::dns_a, name); }

bool Addresses::any_within(const Answer& answer, unsigned prefix4, unsigned prefix6) const {
  return std::any_of(answer.values.begin(), answer.values.end(), [&](const std::string& address) {
    return is_within_network(ip_, address, v6_ ? prefix6 : prefix4);
  });
}

bool Addresses::pointer_missing() const { return inquiry_.ask(Kind::dns_ptr, ip_).outcome == questions::Outcome::no; }

std::optional<std::vector<std::string>> Addresses::validated_names() const {
  const Answer pointers = inquiry_.ask(Kind::dns_ptr, ip_);
  if (pointers.pending()) return std::nullopt;
  bool pending = false;
  std::vector<std::string> valid;
  for (std::size_t i = 0; i < std::min(pointers.values.size(), pointers_at_most); ++i) {
    const std::string name = ascii_lower(shortened_name(pointers.values[i]));
    if (!is_askable(name)) continue;
    const Answer addresses = of(name);
    pending = pending || addresses.pending();
    if (std::find(addresses.values.begin(), addresses.values.end(), ip_) != addresses.values.end()) {
      valid.push_back(name);
    }
  }
  if (pending) return std::nullopt;
  return valid;
}

std::optional<std::string> Addresses::validated_name(const std::string& domain) const {
  const auto names = validated_names();
  if (!names) return std::nullopt;
  std::string wanted = ascii_lower(domain);
  if (std::find(names->begin(), names->end(), wanted) != names->end()) return wanted;
  for (const std::string& name : *names) {
    if (names::is_within(name, wanted)) return name;
  }
  return names->empty() ? std::string("unknown") : names->front();
}

}  // namespace mekiki::authentication::spf
