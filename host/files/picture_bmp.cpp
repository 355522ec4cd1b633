// Windows bitmaps without compression, of 1, 4, 8, 24 and 32 bits: what a screenshot pasted into a mail may be.
#include "files/bytes.h"
#include "files/picture_formats.h"

namespace mekiki::files {

std::optional<GreyPicture> decode_bmp(std::string_view bytes, PictureSize size) {
  const std::size_t start = little32(bytes, 10);
  const std::size_t palette = 14 + std::size_t{little32(bytes, 14)};
  const unsigned bits = little16(bytes, 28);
  const std::uint32_t compression = little32(bytes, 30);
  if ((bits != 1 && bits != 4 && bits != 8 && bits != 24 && bits != 32) || (compression != 0 && compression != 3))
    return std::nullopt;
  const bool top_first = little32(bytes, 22) > 0x7FFFFFFF;
  const std::size_t stride = (size.width * bits + 31) / 32 * 4;
  if (start >= bytes.size() || bytes.size() - start < stride) return std::nullopt;
  GreyPicture picture{size.width, size.height, {}};
  picture.pixels.assign(size.width * size.height, 255);
  const auto colour_at = [&](std::size_t at) {
    return grey(byte_at(bytes, at + 2), byte_at(bytes, at + 1), byte_at(bytes, at));
  };
  for (std::size_t line = 0; line < size.height; ++line) {
    const std::size_t row = start + line * stride;
    if (row >= bytes.size()) break;
    std::uint8_t* out = &picture.pixels[(top_first ? line : size.height - 1 - line) * size.width];
    for (std::size_t x = 0; x < size.width; ++x) {
      if (bits >= 24) {
        out[x] = colour_at(row + x * (bits / 8));
      } else {
        const std::size_t bit = x * bits;
        const unsigned index = (byte_at(bytes, row + bit / 8) >> (8 - bits - bit % 8)) & ((1U << bits) - 1);
        out[x] = colour_at(palette + index * std::size_t{4});
      }
    }
  }
  return picture;
}

}  // namespace mekiki::files
