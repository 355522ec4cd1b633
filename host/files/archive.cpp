#include "files/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <clocale>
#include <memory>
#include <new>

#include "files/archive_marks.h"

namespace mekiki::files {
namespace {

struct Close {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using Handle = std::unique_ptr<archive, Close>;

// libarchive turns names into the charset of the locale. Only here it is UTF-8.
class Utf8Names {
 public:
  Utf8Names() : before_(::uselocale(utf8())) {}
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;
  ~Utf8Names() { ::uselocale(before_); }

 private:
  static locale_t utf8() {
    static const locale_t locale = [] {
      const locale_t found = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
      return found != nullptr ? found : ::newlocale(LC_CTYPE_MASK, "C", nullptr);
    }();
    return locale;
  }
  locale_t before_;
};

constexpr auto single = std::to_array<std::string_view>({"gzip", "bzip2", "xz", "zstd", "lzip", "compress"});
constexpr auto many = std::to_array<std::string_view>({"zip", "rar", "7z", "tar", "iso", "cab", "lzh"});

// Neither mtree (names files of the disk to read) nor filters that start programs are among the formats. A compressed
// stream is never put before another format: passing over its files would unpack without an end.
void support(archive* reader, std::string_view id, bool from_the_end) {
  if (is_single_compressed(id)) {
    archive_read_support_filter_gzip(reader);
    archive_read_support_filter_bzip2(reader);
    archive_read_support_filter_xz(reader);
    archive_read_support_filter_lzip(reader);
    archive_read_support_filter_compress(reader);
    archive_read_support_filter_zstd(reader);
    archive_read_support_format_raw(reader);
  } else if (id == "rar") {
    archive_read_support_format_rar(reader);
    archive_read_support_format_rar5(reader);
  } else if (id == "7z") {
    archive_read_support_format_7zip(reader);
  } else if (id == "tar") {
    archive_read_support_format_tar(reader);
  } else if (id == "iso") {
    archive_read_support_format_iso9660(reader);
  } else if (id == "cab") {
    archive_read_support_format_cab(reader);
  } else if (id == "lzh") {
    archive_read_support_format_lha(reader);
  } else if (from_the_end) {
    archive_read_support_format_zip_seekable(reader);
  } else {
    archive_read_support_format_zip_streamable(reader);
  }
}

class Walk {
 public:
  Walk(std::string_view bytes, std::string_view id, Budget& budget, const ArchiveVisitor& visitor)
      : bytes_(bytes), id_(id), budget_(budget), visitor_(visitor) {}

  ArchiveReading run() {
    walk(true);
    // A ZIP whose directory is missing still has its files one after the other.
    if (id_ == "zip" && reading_.files == 0 && !reading_.encrypted && reading_.limits_hit.empty()) walk(false);
    return reading_;
  }

 private:
  void walk(bool from_the_end) {
    const Handle reader(archive_read_new());
    if (reader == nullptr) return;
    support(reader.get(), id_, from_the_end);
    // Files of these are reached by unpacking what stands before them, so that it is done here, where it is counted.
    drains_ = id_ == "7z" || id_ == "cab" || id_ == "rar" || (id_ == "zip" && !from_the_end);
    if (archive_read_open_memory(reader.get(), bytes_.data(), bytes_.size()) != ARCHIVE_OK) {
      reading_.damaged = true;
      return;
    }
    while (next(reader.get())) {
    }
    if (archive_read_has_encrypted_entries(reader.get()) > 0) reading_.encrypted = true;
  }

  bool next(archive* reader) {
    if (budget_.entries == 0) {
      reading_.limits_hit.insert("unpacked_entries");
      return false;
    }
    archive_entry* header = nullptr;
    const int result = archive_read_next_header(reader, &header);
    if (result == ARCHIVE_EOF) return false;
    if (result < ARCHIVE_WARN) {
      reading_.damaged = true;
      return false;
    }
    --budget_.entries;
    reading_.opened = true;
    if (archive_entry_filetype(header) == AE_IFDIR) return true;
    ++reading_.files;
    ArchiveEntry entry;
    if (const char* name = archive_entry_pathname(header); name != nullptr && !is_single_compressed(id_)) {
      entry.name = std::string_view(name).substr(0, limits::file_name_bytes);
    }
    if (archive_entry_size_is_set(header) != 0) {
      entry.size = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(header), 0));
    }
    entry.encrypted = archive_entry_is_encrypted(header) != 0;
    reading_.encrypted = reading_.encrypted || entry.encrypted;
    reading_.names_encrypted = reading_.names_encrypted || archive_entry_is_metadata_encrypted(header) != 0;
    const bool wanted = !entry.encrypted && visitor_.wants(entry.name, entry.size);
    const bool on = (!wanted && !drains_) || entry.encrypted || unpack(reader, entry, wanted);
    visitor_.take(entry);
    return on;
  }

  // False if nothing behind this file can be reached any more.
  bool unpack(archive* reader, ArchiveEntry& entry, bool keep) {
    std::uint64_t size = 0;
    while (true) {
      const void* data = nullptr;
      std::size_t length = 0;
      la_int64_t offset = 0;
      const int result = archive_read_data_block(reader, &data, &length, &offset);
      if (result == ARCHIVE_EOF) {
        entry.whole = entry.read && entry.content.size() == size;
        if (entry.size == 0) entry.size = size;
        return true;
      }
      if (result < ARCHIVE_WARN) {
        reading_.damaged = true;
        return result != ARCHIVE_FATAL;
      }
      const bool fits = length <= budget_.bytes;
      budget_.bytes -= std::min(length, budget_.bytes);
      size += length;
      if (keep) {
        entry.read = true;
        entry.content.append(static_cast<const char*>(data),
                             std::min(length, limits::unpacked_file_bytes - entry.content.size()));
      }
      const bool enough = keep && !drains_ && entry.content.size() >= limits::unpacked_file_bytes;
      if (fits && !enough) continue;
      entry.size = std::max(entry.size, size);
      reading_.limits_hit.insert("unpacked_bytes");
      return !drains_ && !is_single_compressed(id_);
    }
  }

  std::string_view bytes_;
  std::string_view id_;
  Budget& budget_;
  const ArchiveVisitor& visitor_;
  bool drains_ = false;
  ArchiveReading reading_;
};

}  // namespace

bool is_single_compressed(std::string_view id) { return std::find(single.begin(), single.end(), id) != single.end(); }

bool is_walkable(std::string_view id) {
  return is_single_compressed(id) || std::find(many.begin(), many.end(), id) != many.end();
}

ArchiveReading walk_archive(std::string_view bytes, std::string_view id, Budget& budget,
                            const ArchiveVisitor& visitor) {
  ArchiveReading reading;
  if (!is_walkable(id) || bytes.empty()) return reading;
  const Utf8Names names;
  try {
    reading = Walk(bytes, id, budget, visitor).run();
  } catch (const std::bad_alloc&) {
    // A dictionary as large as the memory there is. All of it is free again here.
    reading.damaged = true;
    reading.limits_hit.insert("unpacked_memory");
  }
  const EncryptionMarks marks = encryption_marks(bytes);
  reading.encrypted = reading.encrypted || marks.files || marks.names;
  reading.names_encrypted = reading.names_encrypted || marks.names || (reading.encrypted && reading.files == 0);
  return reading;
}

void warm_up_archives() {
  // A ZIP with one name in UTF-8, nothing in it.
  using namespace std::string_view_literals;
  constexpr auto sample =
      "PK\x03\x04\x14\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\0\0\0\xC3\xA9"
      "PK\x01\x02\x14\0\x14\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC3\xA9"
      "PK\x05\x06\0\0\0\0\x01\0\x01\0\x30\0\0\0\x20\0\0\0\0\0"sv;
  Budget budget;
  walk_archive(sample, "zip", budget, {[](auto, auto) { return true; }, [](ArchiveEntry&) {}});
}

}  // namespace mekiki::files
