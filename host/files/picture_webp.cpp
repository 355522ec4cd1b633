#include <webp/decode.h>

#include "files/picture_formats.h"

namespace mekiki::files {

PictureSize webp_size(std::string_view bytes) {
  int width = 0;
  int height = 0;
  if (WebPGetInfo(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), &width, &height) == 0) return {};
  return {static_cast<std::size_t>(width), static_cast<std::size_t>(height)};
}

std::optional<GreyPicture> decode_webp(std::string_view bytes) {
  int width = 0;
  int height = 0;
  int stride = 0;
  int colour_stride = 0;
  std::uint8_t* u = nullptr;
  std::uint8_t* v = nullptr;
  // The Y of YUV is the grey value.
  std::uint8_t* rows = WebPDecodeYUV(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), &width, &height,
                                     &u, &v, &stride, &colour_stride);
  if (rows == nullptr) return std::nullopt;
  GreyPicture picture;
  picture.width = static_cast<std::size_t>(width);
  picture.height = static_cast<std::size_t>(height);
  picture.pixels.reserve(picture.width * picture.height);
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* row = rows + std::ptrdiff_t{y} * stride;
    picture.pixels.insert(picture.pixels.end(), row, row + width);
  }
  WebPFree(rows);
  return picture;
}

}  // namespace mekiki::files
