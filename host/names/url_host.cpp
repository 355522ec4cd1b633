#include "names/url_host.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "names/ascii.h"
#include "names/domain.h"
#include "names/ip_address.h"
#include "names/percent_encode.h"

namespace mekiki::names {
namespace {

Error failure(std::string step) { return {"invalid_url", std::move(step)}; }

// Above every IPv4 number, so that sums cannot wrap.
constexpr std::uint64_t number_ceiling = std::uint64_t{1} << 32;

// https://url.spec.whatwg.org/#ipv4-number-parser ; a value above 2^32 - 1 is given as 2^32.
std::optional<std::uint64_t> parse_ipv4_number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  unsigned radix = 10;
  if (text.size() >= 2 && text[0] == '0' && ascii::to_lower(text[1]) == 'x') {
    text.remove_prefix(2);
    radix = 16;
  } else if (text.size() >= 2 && text[0] == '0') {
    text.remove_prefix(1);
    radix = 8;
  }
  std::uint64_t value = 0;
  for (const char c : text) {
    const int digit = ascii::hex_value(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= radix) return std::nullopt;
    value = std::min(value * radix + static_cast<unsigned>(digit), number_ceiling);
  }
  return value;
}

std::string_view without_last_dot(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  return text;
}

// https://url.spec.whatwg.org/#ends-in-a-number-checker
bool ends_in_a_number(std::string_view host) {
  const std::string_view text = without_last_dot(host);
  const std::size_t dot = text.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? text : text.substr(dot + 1);
  if (last.empty()) return false;
  return std::ranges::all_of(last, ascii::is_digit) || parse_ipv4_number(last).has_value();
}

// https://url.spec.whatwg.org/#concept-ipv4-parser
std::optional<std::uint32_t> parse_ipv4(std::string_view host) {
  std::string_view rest = without_last_dot(host);
  std::array<std::uint64_t, 4> numbers{};
  std::size_t count = 0;
  for (bool more = true; more;) {
    if (count == numbers.size()) return std::nullopt;
    const std::size_t dot = rest.find('.');
    more = dot != std::string_view::npos;
    const auto number = parse_ipv4_number(rest.substr(0, dot));
    if (!number) return std::nullopt;
    numbers[count++] = *number;
    if (more) rest.remove_prefix(dot + 1);
  }
  const std::uint64_t last = numbers[count - 1];
  if (last >= std::uint64_t{1} << (8 * (5 - count))) return std::nullopt;
  std::uint64_t address = last;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    if (numbers[i] > 255) return std::nullopt;
    address += numbers[i] << (8 * (3 - i));
  }
  return static_cast<std::uint32_t>(address);
}

// https://url.spec.whatwg.org/#concept-opaque-host-parser
Result<ParsedHost> parse_opaque_host(std::string_view input) {
  if (std::ranges::any_of(input, is_forbidden_host_code_point)) return failure("opaque host: forbidden code point");
  ParsedHost parsed;
  parsed.kind = input.empty() ? HostKind::empty : HostKind::opaque;
  append_percent_encoded(parsed.host, input, percent_encode_sets::c0_control);
  return parsed;
}

Result<ParsedHost> parse_bracketed_host(std::string_view input) {
  if (!input.ends_with(']')) return failure("host: unclosed IPv6 address");
  const auto pieces = parse_ipv6(input.substr(1, input.size() - 2));
  if (!pieces) return failure("host: not an IPv6 address");
  return ParsedHost{HostKind::ipv6, '[' + serialise_ipv6(*pieces) + ']', false};
}

}  // namespace

bool is_forbidden_host_code_point(char c) {
  constexpr std::string_view forbidden("\0\t\n\r #/:<>?@[\\]^|", 17);
  return forbidden.find(c) != std::string_view::npos;
}

bool is_forbidden_domain_code_point(char c) {
  return static_cast<unsigned char>(c) <= 0x1F || c == '%' || c == 0x7F || is_forbidden_host_code_point(c);
}

Result<ParsedHost> parse_host(std::string_view input, bool is_opaque) {
  if (input.starts_with('[')) return parse_bracketed_host(input);
  if (is_opaque) return parse_opaque_host(input);
  auto domain = to_ascii(percent_decode(input));
  if (!domain) return failure("host: " + domain.error().detail);
  if (!ends_in_a_number(*domain)) return ParsedHost{HostKind::domain, *std::move(domain), false};
  const auto address = parse_ipv4(*domain);
  if (!address) return failure("host: not an IPv4 address");
  ParsedHost parsed{HostKind::ipv4, serialise_ipv4(*address), false};
  // A final dot is no disguise: mail software and people write it without intent.
  parsed.numeric_written = without_last_dot(input) != parsed.host;
  return parsed;
}

}  // namespace mekiki::names
