// Archives made with the library that reads them.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <clocale>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace mekiki::files {

using Contents = std::vector<std::pair<std::string, std::string>>;

struct Made {
  int (*format)(archive*);
  int (*filter)(archive*) = archive_write_add_filter_none;
  const char* options = nullptr;
  const char* passphrase = nullptr;
};

inline std::string made_archive(const Made& made, const Contents& contents) {
  // Names are given in UTF-8.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  std::string out(1 << 20, '\0');
  for (const auto& [name, content] : contents) out.resize(out.size() + 2 * content.size() + 4096);
  std::size_t used = 0;
  archive* writer = archive_write_new();
  if (made.format(writer) != ARCHIVE_OK || made.filter(writer) != ARCHIVE_OK)
    throw std::runtime_error(archive_error_string(writer));
  if (made.options != nullptr && archive_write_set_options(writer, made.options) != ARCHIVE_OK)
    throw std::runtime_error(archive_error_string(writer));
  if (made.passphrase != nullptr) archive_write_set_passphrase(writer, made.passphrase);
  archive_write_set_bytes_in_last_block(writer, 1);
  archive_write_open_memory(writer, out.data(), out.size(), &used);
  for (const auto& [name, content] : contents) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(writer, entry);
    archive_write_data(writer, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  std::setlocale(LC_CTYPE, "C");
  out.resize(used);
  return out;
}

}  // namespace mekiki::files
