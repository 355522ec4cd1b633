// The files in an archive or compressed file, read with libarchive within strict limits. ZIP, RAR, 7-Zip, tar, cpio,
// ISO 9660, CAB, LZH; gzip, bzip2, xz, Zstandard, lzip, compress.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "base/limits.h"

namespace mekiki::files {

// What may still be unpacked, of all archives of a mail together.
struct Budget {
  std::size_t bytes = limits::unpacked_bytes;
  std::size_t entries = limits::unpacked_entries;
};

struct ArchiveEntry {
  std::string name;        // as stored, bounded; not always UTF-8
  std::uint64_t size = 0;  // unpacked, as the archive says
  bool encrypted = false;
  bool read = false;    // there is content
  bool whole = false;   // and all of it
  std::string content;  // at most limits::unpacked_file_bytes
};

struct ArchiveReading {
  bool opened = false;               // the format was recognised
  bool encrypted = false;            // at least one file needs a password
  bool names_encrypted = false;      // not even the names can be read without one
  bool damaged = false;              // it ends before it should, or makes no sense
  std::uint64_t files = 0;           // met, folders not counted
  std::set<std::string> limits_hit;  // "unpacked_bytes", "unpacked_entries", "unpacked_memory"
};

struct ArchiveVisitor {
  // Whether the content of a file is wanted: its name and its size as announced.
  std::function<bool(std::string_view, std::uint64_t)> wants;
  std::function<void(ArchiveEntry&)> take;
};

// True if walk_archive() reads files of that kind (an id of files/types.h).
bool is_walkable(std::string_view id);
// One compressed file without a list of names: gzip, bzip2, xz, ...
bool is_single_compressed(std::string_view id);

// `id` is what type_of_bytes() says of the bytes.
ArchiveReading walk_archive(std::string_view bytes, std::string_view id, Budget& budget, const ArchiveVisitor& visitor);

// Takes every path of the library that loads something lazily.
void warm_up_archives();

}  // namespace mekiki::files
