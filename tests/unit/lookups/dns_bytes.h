// Writes DNS messages for tests (RFC 1035 section 4.1), right ones and, because everything is spelt out, wrong ones.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::lookups {

enum RecordType : std::uint16_t { A = 1, NS = 2, CNAME = 5, SOA = 6, PTR = 12, MX = 15, TXT = 16, AAAA = 28, OPT = 41 };
enum Rcode : int { noerror = 0, formerr = 1, servfail = 2, nxdomain = 3, notimp = 4, refused = 5 };

std::string be16(unsigned value);
std::string be32(std::uint32_t value);
// "a.b" as length-prefixed labels and the root.
std::string wire_name(std::string_view name);

struct TestRecord {
  std::string owner;
  std::uint16_t type;
  std::string data;
  std::uint32_t ttl = 300;
  std::uint16_t record_class = 1;
};

TestRecord a(std::string owner, const std::string& ip, std::uint32_t ttl = 300);
TestRecord aaaa(std::string owner, const std::string& ip);
TestRecord mx(std::string owner, unsigned preference, const std::string& host);
TestRecord txt(std::string owner, const std::vector<std::string>& strings);
TestRecord named(std::string owner, RecordType type, const std::string& target, std::uint32_t ttl = 300);
TestRecord soa(std::string owner, std::uint32_t ttl, std::uint32_t minimum);

struct TestMessage {
  unsigned id = 0x1234;
  int rcode = noerror;
  bool reply = true;
  bool authoritative = false;
  bool truncated = false;
  bool recursion_available = true;
  std::string question_name;
  std::uint16_t question_type = A;
  std::vector<TestRecord> answers{};
  std::vector<TestRecord> authorities{};

  [[nodiscard]] std::string wire() const;
};

}  // namespace mekiki::lookups
