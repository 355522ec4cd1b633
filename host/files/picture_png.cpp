#include <png.h>

#include "files/picture_formats.h"

namespace mekiki::files {

std::optional<GreyPicture> decode_png(std::string_view bytes) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) return std::nullopt;
  GreyPicture picture;
  picture.width = image.width;
  picture.height = image.height;
  image.format = PNG_FORMAT_GRAY;
  // What the damaged rest of a picture would have shown stays white.
  picture.pixels.assign(picture.width * picture.height, 255);
  const png_color white{255, 255, 255};
  png_image_finish_read(&image, &white, picture.pixels.data(), static_cast<png_int_32>(picture.width), nullptr);
  png_image_free(&image);
  return picture;
}

}  // namespace mekiki::files
