// IANA special-purpose address registries (RFC 6890), plus multicast and the deprecated site-local range.
// https://www.iana.org/assignments/iana-ipv4-special-registry/ and .../iana-ipv6-special-registry/ (2025-10).
#include <algorithm>
#include <array>
#include <span>

#include "base/utf8.h"
#include "names/domain.h"
#include "names/ip_address.h"

namespace mekiki::names {
namespace {

struct Ipv4Block {
  std::uint32_t address;
  unsigned prefix;
  bool special;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return (a << 24) | (b << 16) | (c << 8) | d;
}

// The first block that holds the address decides: exceptions stand before the block around them.
constexpr std::array ipv4_blocks{
    Ipv4Block{v4(0, 0, 0, 0), 8, true},        // this network, RFC 791
    Ipv4Block{v4(10, 0, 0, 0), 8, true},       // private use, RFC 1918
    Ipv4Block{v4(100, 64, 0, 0), 10, true},    // shared address space, RFC 6598
    Ipv4Block{v4(127, 0, 0, 0), 8, true},      // loopback, RFC 1122
    Ipv4Block{v4(169, 254, 0, 0), 16, true},   // link-local, RFC 3927
    Ipv4Block{v4(172, 16, 0, 0), 12, true},    // private use, RFC 1918
    Ipv4Block{v4(192, 0, 0, 9), 32, false},    // port control anycast, RFC 7723
    Ipv4Block{v4(192, 0, 0, 10), 32, false},   // TURN anycast, RFC 8155
    Ipv4Block{v4(192, 0, 0, 0), 24, true},     // IETF protocol assignments, RFC 6890
    Ipv4Block{v4(192, 0, 2, 0), 24, true},     // documentation, RFC 5737
    Ipv4Block{v4(192, 88, 99, 0), 24, true},   // 6to4 relay anycast, deprecated by RFC 7526
    Ipv4Block{v4(192, 168, 0, 0), 16, true},   // private use, RFC 1918
    Ipv4Block{v4(198, 18, 0, 0), 15, true},    // benchmarking, RFC 2544
    Ipv4Block{v4(198, 51, 100, 0), 24, true},  // documentation, RFC 5737
    Ipv4Block{v4(203, 0, 113, 0), 24, true},   // documentation, RFC 5737
    Ipv4Block{v4(224, 0, 0, 0), 4, true},      // multicast, RFC 5771
    Ipv4Block{v4(240, 0, 0, 0), 4, true},      // reserved and limited broadcast, RFC 1112
};

struct Ipv6Block {
  Ipv6Pieces address;
  unsigned prefix;
  bool special;
};

constexpr std::array ipv6_blocks{
    Ipv6Block{{0, 0, 0, 0, 0, 0, 0, 0}, 127, true},           // unspecified and loopback, RFC 4291
    Ipv6Block{{0, 0, 0, 0, 0, 0, 0, 0}, 96, true},            // IPv4-compatible, deprecated by RFC 4291
    Ipv6Block{{0x64, 0xFF9B, 1, 0, 0, 0, 0, 0}, 48, true},    // local-use IPv4/IPv6 translation, RFC 8215
    Ipv6Block{{0x100, 0, 0, 0, 0, 0, 0, 0}, 64, true},        // discard-only, RFC 6666
    Ipv6Block{{0x100, 0, 0, 1, 0, 0, 0, 0}, 64, true},        // dummy prefix, RFC 9780
    Ipv6Block{{0x2001, 1, 0, 0, 0, 0, 0, 1}, 128, false},     // port control anycast, RFC 7723
    Ipv6Block{{0x2001, 1, 0, 0, 0, 0, 0, 2}, 128, false},     // TURN anycast, RFC 8155
    Ipv6Block{{0x2001, 1, 0, 0, 0, 0, 0, 3}, 128, false},     // DNS-SD anycast, RFC 9665
    Ipv6Block{{0x2001, 3, 0, 0, 0, 0, 0, 0}, 32, false},      // AMT, RFC 7450
    Ipv6Block{{0x2001, 4, 0x112, 0, 0, 0, 0, 0}, 48, false},  // AS112, RFC 7535
    Ipv6Block{{0x2001, 0x20, 0, 0, 0, 0, 0, 0}, 28, false},   // ORCHIDv2, RFC 7343
    Ipv6Block{{0x2001, 0x30, 0, 0, 0, 0, 0, 0}, 28, false},   // drone remote identification, RFC 9374
    Ipv6Block{{0x2001, 0, 0, 0, 0, 0, 0, 0}, 23, true},       // IETF protocol assignments (Teredo too), RFC 2928
    Ipv6Block{{0x2001, 0xDB8, 0, 0, 0, 0, 0, 0}, 32, true},   // documentation, RFC 3849
    Ipv6Block{{0x3FFF, 0, 0, 0, 0, 0, 0, 0}, 20, true},       // documentation, RFC 9637
    Ipv6Block{{0x5F00, 0, 0, 0, 0, 0, 0, 0}, 16, true},       // segment routing SIDs, RFC 9602
    Ipv6Block{{0xFC00, 0, 0, 0, 0, 0, 0, 0}, 7, true},        // unique-local, RFC 4193
    Ipv6Block{{0xFE80, 0, 0, 0, 0, 0, 0, 0}, 10, true},       // link-local, RFC 4291
    Ipv6Block{{0xFEC0, 0, 0, 0, 0, 0, 0, 0}, 10, true},       // site-local, deprecated by RFC 3879
    Ipv6Block{{0xFF00, 0, 0, 0, 0, 0, 0, 0}, 8, true},        // multicast, RFC 4291
};

bool holds(const Ipv4Block& block, std::uint32_t address) {
  return (address ^ block.address) >> (32 - block.prefix) == 0;
}

bool holds(const Ipv6Block& block, const Ipv6Pieces& address) {
  unsigned left = block.prefix;
  for (std::size_t i = 0; left > 0; ++i) {
    const unsigned bits = left < 16 ? left : 16;
    if (static_cast<unsigned>(address[i] ^ block.address[i]) >> (16 - bits) != 0) return false;
    left -= bits;
  }
  return true;
}

bool is_special(std::uint32_t address) {
  for (const auto& block : ipv4_blocks) {
    if (holds(block, address)) return block.special;
  }
  return false;
}

bool is_special(const Ipv6Pieces& address) {
  for (const auto& block : ipv6_blocks) {
    if (holds(block, address)) return block.special;
  }
  return false;
}

// 6to4 (RFC 3056) and the well-known NAT64 prefix (RFC 6052) reach the IPv4 address inside.
std::optional<std::uint32_t> embedded_ipv4(const Ipv6Pieces& address) {
  const auto join = [&](std::size_t i) { return (static_cast<std::uint32_t>(address[i]) << 16) | address[i + 1]; };
  if (address[0] == 0x2002) return join(1);
  constexpr Ipv6Block nat64{{0x64, 0xFF9B, 0, 0, 0, 0, 0, 0}, 96, false};
  return holds(nat64, address) ? std::optional(join(6)) : std::nullopt;
}

}  // namespace

std::string canonical_ip(std::string_view text) {
  text = trim_ascii(text);
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  // RFC 5321 section 4.1.3.
  constexpr std::string_view tag = "IPv6:";
  const bool tagged = ascii_iequals(text.substr(0, tag.size()), tag);
  if (tagged) text.remove_prefix(tag.size());
  if (!tagged) {
    if (const auto address = parse_dotted_ipv4(text)) return serialise_ipv4(*address);
  }
  // A zone (RFC 4007 section 11) means something on one machine only.
  const auto pieces = parse_ipv6(text.substr(0, text.find('%')));
  if (!pieces) return {};
  if (const auto address = mapped_ipv4(*pieces)) return serialise_ipv4(*address);
  return serialise_ipv6(*pieces);
}

bool is_documentation_ip(std::string_view canonical_ip) {
  constexpr std::array<std::string_view, 4> begins{"192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:"};
  return std::any_of(begins.begin(), begins.end(), [&](std::string_view b) { return canonical_ip.starts_with(b); });
}

bool is_special_ip(std::string_view canonical_ip) {
  if (const auto address = parse_dotted_ipv4(canonical_ip)) return is_special(*address);
  const auto pieces = parse_ipv6(canonical_ip);
  if (!pieces) return false;
  if (const auto address = mapped_ipv4(*pieces)) return is_special(*address);
  if (const auto address = embedded_ipv4(*pieces)) return is_special(*address);
  return is_special(*pieces);
}

}  // namespace mekiki::names
