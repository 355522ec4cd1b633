#include "dns_bytes.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace mekiki::lookups {
namespace {

std::string address(int family, const std::string& ip, std::size_t size) {
  std::array<char, 16> bytes{};
  inet_pton(family, ip.c_str(), bytes.data());
  return {bytes.data(), size};
}

std::string record_bytes(const TestRecord& record) {
  return wire_name(record.owner) + be16(record.type) + be16(record.record_class) + be32(record.ttl) +
         be16(static_cast<unsigned>(record.data.size())) + record.data;
}

}  // namespace

std::string be16(unsigned value) { return {static_cast<char>(value >> 8), static_cast<char>(value & 0xFF)}; }
std::string be32(std::uint32_t value) { return be16(value >> 16) + be16(value & 0xFFFF); }

std::string wire_name(std::string_view name) {
  std::string wire;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('.'), name.size());
    wire += static_cast<char>(end);
    wire += name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return wire + '\0';
}

TestRecord a(std::string owner, const std::string& ip, std::uint32_t ttl) {
  return {std::move(owner), A, address(AF_INET, ip, 4), ttl};
}
TestRecord aaaa(std::string owner, const std::string& ip) {
  return {std::move(owner), AAAA, address(AF_INET6, ip, 16)};
}
TestRecord mx(std::string owner, unsigned preference, const std::string& host) {
  return {std::move(owner), MX, be16(preference) + wire_name(host)};
}
TestRecord txt(std::string owner, const std::vector<std::string>& strings) {
  std::string data;
  for (const std::string& one : strings) data += static_cast<char>(one.size()) + one;
  return {std::move(owner), TXT, data};
}
TestRecord named(std::string owner, RecordType type, const std::string& target, std::uint32_t ttl) {
  return {std::move(owner), type, wire_name(target), ttl};
}
TestRecord soa(std::string owner, std::uint32_t ttl, std::uint32_t minimum) {
  return {std::move(owner), SOA,
          wire_name("ns.example") + wire_name("post.example") + be32(2026010203) + be32(1) + be32(2) + be32(3) +
              be32(minimum),
          ttl};
}

std::string TestMessage::wire() const {
  unsigned flags = static_cast<unsigned>(rcode) & 0xFu;
  if (reply) flags |= 0x8000u;
  if (authoritative) flags |= 0x0400u;
  if (truncated) flags |= 0x0200u;
  flags |= 0x0100u;
  if (recursion_available) flags |= 0x0080u;
  std::string bytes = be16(id) + be16(flags) + be16(1) + be16(static_cast<unsigned>(answers.size())) +
                      be16(static_cast<unsigned>(authorities.size())) + be16(0);
  bytes += wire_name(question_name) + be16(question_type) + be16(1);
  for (const TestRecord& record : answers) bytes += record_bytes(record);
  for (const TestRecord& record : authorities) bytes += record_bytes(record);
  return bytes;
}

}  // namespace mekiki::lookups
