// IP addresses as numbers: reading them strictly, and writing them in the one canonical form.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mekiki::names {

using Ipv6Pieces = std::array<std::uint16_t, 8>;  // most significant first

// Exactly four decimal numbers below 256, no leading zeros (RFC 6943 section 3.1.1 "strict").
std::optional<std::uint32_t> parse_dotted_ipv4(std::string_view text);
std::string serialise_ipv4(std::uint32_t address);

// WHATWG URL, IPv6 parser: no brackets, no zone; a dotted IPv4 address may stand for the last two pieces.
std::optional<Ipv6Pieces> parse_ipv6(std::string_view text);
// RFC 5952 section 4: lower case, no leading zeros, the first longest run of zero pieces as "::".
std::string serialise_ipv6(const Ipv6Pieces& pieces);

// ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2), as dual-stack servers log an IPv4 peer.
std::optional<std::uint32_t> mapped_ipv4(const Ipv6Pieces& pieces);

}  // namespace mekiki::names
