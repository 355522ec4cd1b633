#include "files/reader.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "files/codes.h"
#include "files/picture.h"

namespace mekiki::files {

void Reader::read_codes_of(File& file, std::string_view bytes) {
  const std::optional<PictureSize> size = picture_size(bytes);
  if (!size || size->width == 0 || size->height == 0) return;
  const bool fits = size->width <= limits::picture_side && size->height <= limits::picture_side &&
                    size->width * size->height <= limits::picture_pixels &&
                    size->width * size->height <= limits::picture_total_pixels - pixels_;
  if (!fits) {
    limits_hit_.insert("picture_pixels");
    return;
  }
  pixels_ += size->width * size->height;
  std::optional<GreyPicture> picture = decode_picture(bytes);
  if (!picture) return;
  file.codes = read_codes(shrunk(*std::move(picture), limits::code_pixels));
}

int Reader::read(std::string_view name, std::string_view media_type, std::string_view bytes, std::uint64_t size) {
  if (files_.size() >= limits::files) {
    limits_hit_.insert("files");
    return -1;
  }
  File file;
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
  if (file.real != nullptr && file.real->family == Family::picture) read_codes_of(file, bytes);
  files_.push_back(std::move(file));
  return static_cast<int>(files_.size()) - 1;
}

}  // namespace mekiki::files
