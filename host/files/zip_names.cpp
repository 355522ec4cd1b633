#include "files/zip_names.h"

#include <algorithm>

#include "base/limits.h"
#include "files/bytes.h"

namespace mekiki::files {
namespace {

constexpr std::size_t local_header = 30;
constexpr std::size_t central_header = 46;
constexpr std::size_t end_record = 22;

// Where the central directory begins, by the last end record of the file; npos if there is none.
std::size_t central_directory(std::string_view bytes) {
  if (bytes.size() < end_record) return std::string_view::npos;
  const std::size_t farthest = end_record + 0xFFFF;
  const std::size_t from = bytes.size() - std::min(bytes.size(), farthest);
  const std::size_t end = bytes.substr(from).rfind("PK\x05\x06");
  if (end == std::string_view::npos) return end;
  const std::size_t size = little32(bytes, from + end + 12);
  const std::size_t start = little32(bytes, from + end + 16);
  if (has_at(bytes, start, "PK\x01\x02")) return start;
  // Something was put before the archive: its directory still ends where the end record begins.
  const std::size_t moved = size <= from + end ? from + end - size : std::string_view::npos;
  return has_at(bytes, moved, "PK\x01\x02") ? moved : std::string_view::npos;
}

}  // namespace

ZipNames zip_names(std::string_view bytes) {
  ZipNames found;
  const std::size_t first_name = little16(bytes, 26);
  if (piece(bytes, local_header, first_name) == "mimetype" && little16(bytes, 8) == 0) {
    const std::size_t content = local_header + first_name + little16(bytes, 28);
    found.media_type = piece(bytes, content, std::min<std::size_t>(little32(bytes, 18), 100));
  }
  std::size_t at = central_directory(bytes);
  while (has_at(bytes, at, "PK\x01\x02") && found.names.size() < limits::archive_entries) {
    const std::size_t name = little16(bytes, at + 28);
    found.names.emplace_back(piece(bytes, at + central_header, name));
    at += central_header + name + little16(bytes, at + 30) + little16(bytes, at + 32);
  }
  if (!found.names.empty()) return found;
  for (at = 0; has_at(bytes, at, "PK\x03\x04") && found.names.size() < limits::archive_entries;) {
    const std::size_t name = little16(bytes, at + 26);
    found.names.emplace_back(piece(bytes, at + local_header, name));
    at += local_header + name + little16(bytes, at + 28) + little32(bytes, at + 18);
  }
  return found;
}

}  // namespace mekiki::files
