#include "lookups/dns_wire.h"

namespace mekiki::lookups {
namespace {

constexpr std::size_t wire_name_bytes = 255;  // RFC 1035 section 2.3.4, length bytes included
constexpr std::uint32_t ttl_limit = 0x7FFFFFFF;

// Appends one byte of a label as RFC 1035 section 5.1 writes it.
void append_name_byte(std::string& out, std::uint8_t byte) {
  const char c = static_cast<char>(byte);
  if (c >= 'A' && c <= 'Z') {
    out += static_cast<char>(c - 'A' + 'a');
  } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') {
    out += c;
  } else {
    out += '\\';
    out += static_cast<char>('0' + byte / 100);
    out += static_cast<char>('0' + byte / 10 % 10);
    out += static_cast<char>('0' + byte % 10);
  }
}

bool read_records(DnsReader& reader, std::size_t count, std::vector<DnsRecord>& out) {
  for (std::size_t i = 0; i < count; ++i) {
    DnsRecord record;
    record.owner = reader.name();
    record.type = reader.u16();
    record.record_class = reader.u16();
    record.ttl = reader.u32();
    if (record.ttl > ttl_limit) record.ttl = 0;
    record.data_size = reader.u16();
    record.data = reader.position();
    reader.skip(record.data_size);
    if (reader.failed()) return false;
    out.push_back(std::move(record));
  }
  return true;
}

}  // namespace

void DnsReader::fail() {
  failed_ = true;
  position_ = message_.size();
}

std::uint8_t DnsReader::u8() {
  if (failed_ || position_ >= message_.size()) {
    fail();
    return 0;
  }
  return message_[position_++];
}

std::uint16_t DnsReader::u16() {
  const unsigned high = u8();
  const unsigned low = u8();
  return failed_ ? std::uint16_t{0} : static_cast<std::uint16_t>((high << 8) | low);
}

std::uint32_t DnsReader::u32() {
  const std::uint32_t high = u16();
  const std::uint32_t low = u16();
  return failed_ ? 0 : (high << 16) | low;
}

void DnsReader::skip(std::size_t count) {
  if (failed_ || count > message_.size() - position_) {
    fail();
  } else {
    position_ += count;
  }
}

std::string DnsReader::bytes(std::size_t count) {
  const std::size_t start = position_;
  skip(count);
  if (failed_) return {};
  const auto range = message_.subspan(start, count);
  return {range.begin(), range.end()};
}

std::string DnsReader::character_string() { return bytes(u8()); }

std::string DnsReader::name() {
  std::string text;
  std::size_t wire_bytes = 0;
  std::size_t segment = position_;  // pointers out of here must point before it
  DnsReader walker(message_, position_);
  std::optional<std::size_t> after;  // where this reader goes on: behind the first pointer
  while (true) {
    const unsigned length = walker.u8();
    if (walker.failed_) break;
    if (length == 0) {
      if (!after) after = walker.position_;
      break;
    }
    if (length >= 0xC0) {
      const std::size_t target = ((length & 0x3Fu) << 8) | walker.u8();
      if (!after) after = walker.position_;
      if (walker.failed_ || target >= segment) return fail(), std::string();
      segment = target;
      walker.position_ = target;
      continue;
    }
    wire_bytes += length + 1;
    // 0x40 and 0x80 are not lengths (RFC 6891 section 5 retired the one that was).
    if (length > 63 || wire_bytes + 1 > wire_name_bytes) return fail(), std::string();
    if (!text.empty()) text += '.';
    for (unsigned i = 0; i < length; ++i) append_name_byte(text, walker.u8());
  }
  if (failed_ || walker.failed_ || !after) return fail(), std::string();
  position_ = *after;
  return text;
}

std::optional<DnsMessage> read_dns_message(std::span<const std::uint8_t> wire) {
  DnsReader reader(wire);
  DnsMessage message;
  reader.u16();  // the id: matched by the resolver library
  const unsigned flags = reader.u16();
  message.is_reply = (flags & 0x8000u) != 0;
  message.authoritative = (flags & 0x0400u) != 0;
  message.truncated = (flags & 0x0200u) != 0;
  message.recursion_available = (flags & 0x0080u) != 0;
  message.rcode = static_cast<int>(flags & 0x000Fu);
  const unsigned questions = reader.u16();
  const unsigned answers = reader.u16();
  const unsigned authorities = reader.u16();
  reader.u16();  // additional records are not read
  for (unsigned i = 0; i < questions && !reader.failed(); ++i) {
    reader.name();
    reader.skip(4);
  }
  if (reader.failed()) return std::nullopt;
  if (!read_records(reader, answers, message.answers)) return std::nullopt;
  if (!read_records(reader, authorities, message.authorities)) return std::nullopt;
  return message;
}

}  // namespace mekiki::lookups
