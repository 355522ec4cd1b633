#include "files/tnef.h"

#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"
#include "files/bytes.h"

namespace mekiki::files {
namespace {

// MS-OXTNEF section 2.1.3.2.
constexpr std::uint32_t body = 0x0002800C;
constexpr std::uint32_t attachment_begins = 0x00069002;
constexpr std::uint32_t attachment_title = 0x00018010;
constexpr std::uint32_t attachment_data = 0x0006800F;
constexpr std::uint32_t attachment_properties = 0x00069005;

std::string until_nul(std::string_view bytes) { return std::string(bytes.substr(0, bytes.find('\0'))); }

std::string from_utf16(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const char32_t unit = little16(bytes, at);
    if (unit == 0) break;
    append_utf8(out, unit >= 0xD800 && unit <= 0xDFFF ? 0xFFFD : unit);
  }
  return out;
}

// Bytes of a property of fixed size (MS-OXCDATA section 2.11.1), filled up to four; 0: not of fixed size.
std::size_t fixed_size(std::uint16_t type) {
  switch (type) {
    case 0x0002:
    case 0x0003:
    case 0x0004:
    case 0x000A:
    case 0x000B:
      return 4;
    case 0x0005:
    case 0x0006:
    case 0x0007:
    case 0x0014:
    case 0x0040:
      return 8;
    case 0x0048:
      return 16;
    default:
      return 0;
  }
}

std::size_t filled(std::size_t size) { return (size + 3) / 4 * 4; }

// The long name among the properties of an attachment; empty if it is not there.
std::string long_name(std::string_view properties) {
  std::size_t at = 4;
  for (std::uint32_t left = little32(properties, 0); left > 0 && at + 4 <= properties.size(); --left) {
    const std::uint16_t type = little16(properties, at);
    const std::uint16_t id = little16(properties, at + 2);
    at += 4;
    if (id >= 0x8000) {  // named: a GUID, then a number or a name
      const bool number = little32(properties, at + 16) == 0;
      at += 20 + (number ? 4 : 4 + filled(little32(properties, at + 20)));
    }
    if (const std::size_t size = fixed_size(type); size > 0) {
      at += size;
      continue;
    }
    if (type != 0x001E && type != 0x001F && type != 0x0102 && type != 0x000D) return {};
    const std::uint32_t values = little32(properties, at);
    at += 4;
    for (std::uint32_t i = 0; i < values && at < properties.size(); ++i) {
      const std::size_t size = little32(properties, at);
      const std::string_view value = piece(properties, at + 4, size);
      if (id == 0x3707) return type == 0x001F ? from_utf16(value) : until_nul(value);
      at += 4 + filled(size);
    }
  }
  return {};
}

}  // namespace

Opened open_tnef(std::string_view bytes, Budget& budget) {
  Opened opened;
  Embedded* current = nullptr;
  // Level, attribute, length, data, checksum.
  for (std::size_t at = 6; at + 9 <= bytes.size();) {
    const std::uint32_t attribute = little32(bytes, at + 1);
    const std::size_t size = little32(bytes, at + 5);
    const std::string_view data = piece(bytes, at + 9, size);
    at += 9 + size + 2;
    if (attribute == attachment_begins) {
      if (opened.files.size() >= limits::unpacked_listed) return opened;
      current = &opened.files.emplace_back();
    } else if (attribute == body) {
      opened.note = cut_on_character(to_valid_utf8(until_nul(data).substr(0, limits::note_bytes)), limits::note_bytes);
    } else if (current != nullptr && attribute == attachment_title && current->name.empty()) {
      current->name = until_nul(data).substr(0, limits::file_name_bytes);
    } else if (current != nullptr && attribute == attachment_properties) {
      if (std::string name = long_name(data); !name.empty()) current->name = name.substr(0, limits::file_name_bytes);
    } else if (current != nullptr && attribute == attachment_data && data.size() <= budget.bytes) {
      budget.bytes -= data.size();
      current->content = data.substr(0, limits::unpacked_file_bytes);
    }
  }
  return opened;
}

}  // namespace mekiki::files
