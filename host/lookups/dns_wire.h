// The structure of a DNS message (RFC 1035 section 4.1), without meaning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mekiki::lookups {

// A cursor that never leaves its bytes. After a failure it stays failed, and everything read is 0 or empty.
class DnsReader {
 public:
  explicit DnsReader(std::span<const std::uint8_t> message, std::size_t position = 0)
      : message_(message), position_(position) {}

  std::uint16_t u16();
  std::uint32_t u32();
  std::string bytes(std::size_t count);
  // A <character-string>: one length byte and that many bytes.
  std::string character_string();
  // A domain name, compression followed (section 4.1.4): lower case, without trailing dot, the root is "".
  // Pointers must point before the name they stand in, so there are no loops.
  std::string name();
  void skip(std::size_t count);

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::size_t position() const { return position_; }

 private:
  std::uint8_t u8();
  void fail();

  std::span<const std::uint8_t> message_;
  std::size_t position_;
  bool failed_ = false;
};

struct DnsRecord {
  std::string owner;
  std::uint16_t type = 0;
  std::uint16_t record_class = 0;
  std::uint32_t ttl = 0;  // seconds; RFC 2181 section 8: at most 2^31-1, more means 0
  std::size_t data = 0;   // where the RDATA begins in the message
  std::size_t data_size = 0;
};

struct DnsMessage {
  bool is_reply = false;
  bool authoritative = false;
  bool truncated = false;
  bool recursion_available = false;
  int rcode = 0;  // the four bits of the header
  std::vector<DnsRecord> answers;
  std::vector<DnsRecord> authorities;
};

// nullopt if the header, the question section or a record of these two sections is malformed.
std::optional<DnsMessage> read_dns_message(std::span<const std::uint8_t> wire);

}  // namespace mekiki::lookups
