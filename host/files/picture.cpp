#include "files/picture.h"

#include <algorithm>

#include "base/limits.h"
#include "files/bytes.h"
#include "files/picture_formats.h"

namespace mekiki::files {
namespace {

using namespace std::string_view_literals;

std::uint16_t big16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(byte_at(bytes, at) << 8 | byte_at(bytes, at + 1));
}

enum class Format { none, png, jpeg, gif, webp, bmp };

Format format_of(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return Format::png;
  if (bytes.starts_with("\xFF\xD8\xFF")) return Format::jpeg;
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return Format::gif;
  if (bytes.starts_with("RIFF") && has_at(bytes, 8, "WEBP")) return Format::webp;
  if (bytes.starts_with("BM") && bytes.size() > 54) return Format::bmp;
  return Format::none;
}

// ITU-T T.81 annex B: the frame header follows some segments.
PictureSize jpeg_size(std::string_view bytes) {
  for (std::size_t at = 2; at + 9 < bytes.size();) {
    if (byte_at(bytes, at) != 0xFF) return {};
    const std::uint8_t marker = byte_at(bytes, at + 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
      return {big16(bytes, at + 7), big16(bytes, at + 5)};
    at += 2 + std::max<std::size_t>(big16(bytes, at + 2), 2);
  }
  return {};
}

PictureSize bmp_size(std::string_view bytes) {
  const auto side = [&](std::size_t at) {
    const std::uint32_t value = little32(bytes, at);
    return static_cast<std::size_t>(value > 0x7FFFFFFF ? ~value + 1 : value);  // a negative height: top row first
  };
  return {side(18), side(22)};
}

}  // namespace

std::optional<PictureSize> picture_size(std::string_view bytes) {
  switch (format_of(bytes)) {
    case Format::png:
      return PictureSize{big32(bytes, 16), big32(bytes, 20)};
    case Format::jpeg:
      return jpeg_size(bytes);
    case Format::gif:
      return PictureSize{little16(bytes, 6), little16(bytes, 8)};
    case Format::webp:
      return webp_size(bytes);
    case Format::bmp:
      return bmp_size(bytes);
    case Format::none:
      break;
  }
  return std::nullopt;
}

std::optional<GreyPicture> decode_picture(std::string_view bytes) {
  const std::optional<PictureSize> size = picture_size(bytes);
  if (!size || size->width == 0 || size->height == 0) return std::nullopt;
  if (size->width > limits::picture_side || size->height > limits::picture_side) return std::nullopt;
  if (size->width * size->height > limits::picture_pixels) return std::nullopt;
  switch (format_of(bytes)) {
    case Format::png:
      return decode_png(bytes);
    case Format::jpeg:
      return decode_jpeg(bytes);
    case Format::gif:
      return decode_gif(bytes);
    case Format::webp:
      return decode_webp(bytes);
    case Format::bmp:
      return decode_bmp(bytes, *size);
    case Format::none:
      break;
  }
  return std::nullopt;
}

GreyPicture shrunk(GreyPicture picture, std::size_t pixels) {
  while (picture.width * picture.height > pixels && picture.width > 1 && picture.height > 1) {
    GreyPicture half;
    half.width = picture.width / 2;
    half.height = picture.height / 2;
    half.pixels.resize(half.width * half.height);
    for (std::size_t y = 0; y < half.height; ++y) {
      const std::uint8_t* above = &picture.pixels[2 * y * picture.width];
      const std::uint8_t* below = above + picture.width;
      std::uint8_t* out = &half.pixels[y * half.width];
      for (std::size_t x = 0; x < half.width; ++x) {
        out[x] = static_cast<std::uint8_t>((above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1]) / 4);
      }
    }
    picture = std::move(half);
  }
  return picture;
}

}  // namespace mekiki::files
