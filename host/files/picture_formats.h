// The decoders behind decode_picture(). Each relies on the size having been checked.
#pragma once

#include <optional>
#include <string_view>

#include "files/picture.h"

namespace mekiki::files {

std::optional<GreyPicture> decode_png(std::string_view bytes);
std::optional<GreyPicture> decode_jpeg(std::string_view bytes);
std::optional<GreyPicture> decode_gif(std::string_view bytes);
std::optional<GreyPicture> decode_webp(std::string_view bytes);
std::optional<GreyPicture> decode_bmp(std::string_view bytes, PictureSize size);
PictureSize webp_size(std::string_view bytes);

// ITU-R BT.601.
constexpr std::uint8_t grey(unsigned red, unsigned green, unsigned blue) {
  return static_cast<std::uint8_t>((red * 299 + green * 587 + blue * 114) / 1000);
}

}  // namespace mekiki::files
