#include "files/reader.h"

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::files {

int Reader::read(std::string_view name, std::string_view media_type, std::string_view bytes, std::uint64_t size) {
  return add(name, media_type, bytes, size, -1);
}

int Reader::add(std::string_view name, std::string_view media_type, std::string_view bytes, std::uint64_t size,
                int holder) {
  if (files_.size() >= limits::files) {
    limits_hit_.insert("files");
    return -1;
  }
  File file;
  file.holder = holder;
  file.depth = holder < 0 ? 0 : files_[static_cast<std::size_t>(holder)].depth + 1;
  file.name = name.substr(0, limits::file_name_bytes);
  file.media_type = media_type;
  file.size = size;
  file.reading = read_file_name(name);
  file.named = type_of_ending(file.reading.ending);
  file.declared = type_of_media(media_type);
  file.read = !bytes.empty();
  file.text = file.read && looks_like_text(bytes);
  file.real = type_of_bytes(bytes);
  const Type* opens_as = file.effective();
  if (opens_as != nullptr && opens_as->family == Family::page) file.page = bytes.substr(0, limits::text_part_bytes);
  files_.push_back(std::move(file));
  return static_cast<int>(files_.size()) - 1;
}

}  // namespace mekiki::files
