#include "lookups/addresses.h"

#include <array>
#include <boost/asio/ip/address.hpp>
#include <cstdint>

#include "lookups/dns_message.h"

namespace mekiki::lookups {
namespace {

namespace ip = boost::asio::ip;

struct Block4 {
  std::uint32_t base;
  int bits;
};

// RFC 6890 and its registry, without the documentation prefixes.
constexpr std::array<Block4, 12> closed4{{{0x00000000, 8},    // this network
                                          {0x0A000000, 8},    // RFC 1918
                                          {0x64400000, 10},   // RFC 6598, shared
                                          {0x7F000000, 8},    // loopback
                                          {0xA9FE0000, 16},   // link-local
                                          {0xAC100000, 12},   // RFC 1918
                                          {0xC0000000, 24},   // IETF protocols
                                          {0xC0586300, 24},   // 6to4 relays
                                          {0xC0A80000, 16},   // RFC 1918
                                          {0xC6120000, 15},   // benchmarks
                                          {0xE0000000, 4},    // multicast
                                          {0xF0000000, 4}}};  // reserved, broadcast

bool is_public4(std::uint32_t address) {
  for (const Block4& block : closed4) {
    if ((address >> (32 - block.bits)) == (block.base >> (32 - block.bits))) return false;
  }
  return true;
}

std::uint32_t four(const ip::address_v6::bytes_type& bytes, std::size_t at) {
  return (std::uint32_t{bytes[at]} << 24U) | (std::uint32_t{bytes[at + 1]} << 16U) |
         (std::uint32_t{bytes[at + 2]} << 8U) | std::uint32_t{bytes[at + 3]};
}

bool is_public6(const ip::address_v6& address) {
  const auto bytes = address.to_bytes();
  if (address.is_v4_mapped()) return is_public4(four(bytes, 12));
  const std::uint32_t head = four(bytes, 0);
  if (head == 0x0064FF9B && four(bytes, 4) == 0 && four(bytes, 8) == 0) return is_public4(four(bytes, 12));  // NAT64
  if ((head >> 29U) != 1) return false;                            // only 2000::/3 is handed out
  if ((head >> 16U) == 0x2002) return is_public4(four(bytes, 2));  // 6to4
  if (head == 0x20010000) return is_public4(~four(bytes, 12));     // Teredo: the client, inverted
  return true;
}

}  // namespace

bool is_public_address(std::string_view text) {
  boost::system::error_code error;
  const auto address = ip::make_address(std::string(text), error);
  if (error) return false;
  return address.is_v4() ? is_public4(address.to_v4().to_uint()) : is_public6(address.to_v6());
}

std::optional<std::string> reversed_address(const std::string& text) {
  const auto question = questions::canonical({questions::Kind::dns_ptr, text});
  if (!question) return std::nullopt;
  std::string name = dns_name(*question);
  for (const std::string_view end : {".in-addr.arpa", ".ip6.arpa"}) {
    if (name.ends_with(end)) return name.substr(0, name.size() - end.size());
  }
  return std::nullopt;
}

}  // namespace mekiki::lookups
