#include "apps/mekiki/installed_files.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>

#include "apps/json_access.h"

namespace mekiki::apps {
namespace {

constexpr std::size_t largest_file = std::size_t{64} << 20;
constexpr std::size_t elf_header = 20;

// At most `most` bytes from the beginning; empty if it cannot be read.
std::string beginning_of(const std::filesystem::path& file, std::size_t most) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return {};
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(std::min<std::uintmax_t>(most, std::filesystem::file_size(file, error)), '\0');
  if (error || !stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return {};
  return bytes;
}

bool is_version_sign(char c) { return (c >= '0' && c <= '9') || c == '.'; }

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = count; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::string version_in_manifest(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  return json.is_object() ? text_at(json, "version") : std::string();
}

}  // namespace

bool fits_this_machine(const std::filesystem::path& program) {
  const std::string other = beginning_of(program, elf_header);
  if (!other.starts_with("\x7f"
                         "ELF") ||
      other.size() < elf_header) {
    return true;
  }
  const std::string own = beginning_of("/proc/self/exe", elf_header);
  return own.size() < elf_header || (other[4] == own[4] && other[5] == own[5] && other.substr(18) == own.substr(18));
}

std::string version_of_host(const std::filesystem::path& program) {
  constexpr std::string_view mark = "mekiki-host ";
  const std::string bytes = beginning_of(program, largest_file);
  for (std::size_t at = bytes.find(mark); at != std::string::npos; at = bytes.find(mark, at + 1)) {
    std::size_t end = at + mark.size();
    while (end < bytes.size() && is_version_sign(bytes[end])) ++end;
    const std::string version = bytes.substr(at + mark.size(), end - at - mark.size());
    if (version.size() >= 3 && version.size() <= 32 && version.front() != '.') return version;
  }
  return {};
}

// APPNOTE.TXT 4.3.7: local file headers, one after the other. Only what has its sizes in front and no compression.
std::string version_of_extension(const std::filesystem::path& xpi) {
  constexpr std::size_t header = 30;
  const std::string bytes = beginning_of(xpi, largest_file);
  std::size_t at = 0;
  while (bytes.size() - at >= header && bytes.compare(at, 4, "PK\x03\x04") == 0) {
    const std::uint32_t flags = little_endian(bytes, at + 6, 2);
    const std::uint32_t method = little_endian(bytes, at + 8, 2);
    const std::size_t size = little_endian(bytes, at + 18, 4);
    const std::size_t name = little_endian(bytes, at + 26, 2);
    const std::size_t content = at + header + name + little_endian(bytes, at + 28, 2);
    if ((flags & 8U) != 0 || content > bytes.size() || size > bytes.size() - content) return {};
    if (std::string_view(bytes).substr(at + header, name) == "manifest.json") {
      return method == 0 ? version_in_manifest(std::string_view(bytes).substr(content, size)) : std::string();
    }
    at = content + size;
  }
  return {};
}

}  // namespace mekiki::apps
