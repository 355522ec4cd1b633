// Which addresses are out in the world, and how a list is asked about one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mekiki::lookups {

// A unicast address of the Internet: not private, loopback, link-local, shared, multicast, reserved, nor a
// form that leads to one of these (RFC 6890; IPv4-mapped, 6to4, Teredo and NAT64 by the IPv4 address inside).
// Those kept for documentation count as public: they lead nowhere, and examples use them.
bool is_public_address(std::string_view ip);

// "50.84.227.222" for 222.227.84.50; IPv6 as reversed nibbles (RFC 5782 section 2.4). nullopt: no address.
std::optional<std::string> reversed_address(const std::string& ip);

}  // namespace mekiki::lookups
