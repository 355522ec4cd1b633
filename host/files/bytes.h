// Numbers out of hostile bytes. What lies outside is 0, never read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mekiki::files {

inline std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : std::uint8_t{0};
}

inline std::uint16_t little16(std::string_view bytes, std::size_t at) {
  if (at > bytes.size() || bytes.size() - at < 2) return 0;
  return static_cast<std::uint16_t>(byte_at(bytes, at) | byte_at(bytes, at + 1) << 8);
}

inline std::uint32_t little32(std::string_view bytes, std::size_t at) {
  if (at > bytes.size() || bytes.size() - at < 4) return 0;
  return static_cast<std::uint32_t>(little16(bytes, at)) | static_cast<std::uint32_t>(little16(bytes, at + 2)) << 16;
}

inline std::uint64_t little64(std::string_view bytes, std::size_t at) {
  return little32(bytes, at) | static_cast<std::uint64_t>(little32(bytes, at + 4)) << 32;
}

inline std::uint32_t big32(std::string_view bytes, std::size_t at) {
  if (at > bytes.size() || bytes.size() - at < 4) return 0;
  return static_cast<std::uint32_t>(byte_at(bytes, at)) << 24 |
         static_cast<std::uint32_t>(byte_at(bytes, at + 1)) << 16 |
         static_cast<std::uint32_t>(byte_at(bytes, at + 2)) << 8 | byte_at(bytes, at + 3);
}

// At most `size` bytes from `at`; fewer or none at the end.
inline std::string_view piece(std::string_view bytes, std::size_t at, std::size_t size) {
  return at < bytes.size() ? bytes.substr(at, size) : std::string_view{};
}

inline bool has_at(std::string_view bytes, std::size_t at, std::string_view what) {
  return piece(bytes, at, what.size()) == what;
}

}  // namespace mekiki::files
