#include "files/archive_marks.h"

#include "base/limits.h"
#include "files/bytes.h"

namespace mekiki::files {
namespace {

using namespace std::string_view_literals;

// The format's variable-length integer: seven bits a byte, lowest first. Moves `at` past it.
std::uint64_t number(std::string_view bytes, std::size_t& at) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && at < bytes.size(); shift += 7) {
    const std::uint8_t byte = byte_at(bytes, at++);
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) break;
  }
  return value;
}

// A record of type 1 in the extra area of a file header says how it is encrypted.
bool has_encryption_record(std::string_view extra) {
  for (std::size_t at = 0; at < extra.size();) {
    const std::uint64_t size = number(extra, at);
    if (size == 0 || size > extra.size() - at) return false;
    std::size_t inner = at;
    if (number(extra, inner) == 1) return true;
    at += size;
  }
  return false;
}

EncryptionMarks marks_of_rar5(std::string_view bytes) {
  EncryptionMarks marks;
  std::size_t at = 8;
  for (std::size_t count = 0; count < limits::archive_entries && at + 7 <= bytes.size(); ++count) {
    at += 4;  // CRC
    const std::uint64_t header_size = number(bytes, at);
    const std::size_t header = at;
    if (header_size == 0 || header_size > bytes.size() - header) return marks;
    const std::uint64_t type = number(bytes, at);
    const std::uint64_t flags = number(bytes, at);
    const std::uint64_t extra_size = (flags & 1U) != 0 ? number(bytes, at) : 0;
    const std::uint64_t data_size = (flags & 2U) != 0 ? number(bytes, at) : 0;
    if (type == 4) marks.names = true;
    if (type == 2 && extra_size <= header_size)
      marks.files = marks.files || has_encryption_record(bytes.substr(header + header_size - extra_size, extra_size));
    if (type == 4 || type == 5) return marks;
    if (data_size > bytes.size() - header - header_size) return marks;
    at = header + header_size + data_size;
  }
  return marks;
}

EncryptionMarks marks_of_rar4(std::string_view bytes) {
  EncryptionMarks marks;
  std::size_t at = 7;
  for (std::size_t count = 0; count < limits::archive_entries && at + 7 <= bytes.size(); ++count) {
    const std::uint8_t type = byte_at(bytes, at + 2);
    const std::uint16_t flags = little16(bytes, at + 3);
    const std::size_t size = little16(bytes, at + 5);
    if (size < 7) return marks;
    if (type == 0x73 && (flags & 0x80U) != 0) marks.names = true;
    if (type == 0x74 && (flags & 0x04U) != 0) marks.files = true;
    if (marks.names || type == 0x7B) return marks;
    const bool has_data = type == 0x74 || (flags & 0x8000U) != 0;
    at += size + (has_data ? little32(bytes, at + 7) : 0);
  }
  return marks;
}

}  // namespace

EncryptionMarks encryption_marks(std::string_view bytes) {
  if (bytes.starts_with("Rar!\x1A\x07\x01\0"sv)) return marks_of_rar5(bytes);
  if (bytes.starts_with("Rar!\x1A\x07\0"sv)) return marks_of_rar4(bytes);
  return {};
}

}  // namespace mekiki::files
