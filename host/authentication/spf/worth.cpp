#include "authentication/spf/worth.h"

#include <cstdint>

#include "authentication/spf/macro.h"

namespace mekiki::authentication::spf {
namespace {

// More than this much of the IPv4 addresses in one term is nobody's own: the largest of single owners is a /8.
constexpr unsigned widest_prefix4 = 8;
constexpr unsigned widest_prefix6 = 16;
// Addresses that the networks of one record have together: four /8.
constexpr std::uint64_t most_addresses = std::uint64_t{1} << 26;

std::uint64_t addresses_of(const Record& record) {
  std::uint64_t all = 0;
  for (const Directive& one : record.directives) {
    if (one.mechanism == Mechanism::ip4 && one.qualifier == '+') all += std::uint64_t{1} << (32 - one.prefix4);
  }
  return all;
}

}  // namespace

std::string worthlessness(const Record& record, const Directive& directive, bool v6) {
  const unsigned prefix = v6 ? directive.prefix6 : directive.prefix4;
  switch (directive.mechanism) {
    case Mechanism::all:
      return "everybody";
    case Mechanism::exists:
      return uses_macro(directive.domain_spec, "ciphsl") ? "" : "everybody";
    case Mechanism::include:
    case Mechanism::ptr:
      return {};
    case Mechanism::ip4:
    case Mechanism::ip6:
    case Mechanism::a:
    case Mechanism::mx:
      break;
  }
  if (prefix == 0) return "everybody";
  const bool listed = directive.mechanism == Mechanism::ip4;
  if (listed && addresses_of(record) >= most_addresses) return "wide";
  return prefix < (v6 ? widest_prefix6 : widest_prefix4) ? "wide" : "";
}

}  // namespace mekiki::authentication::spf
