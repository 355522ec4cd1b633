// Pictures as grey values, good enough to look for codes in them. PNG, JPEG, GIF (its first picture), WebP and BMP.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mekiki::files {

struct GreyPicture {
  std::size_t width = 0;
  std::size_t height = 0;
  std::vector<std::uint8_t> pixels;  // row by row, 0 is black
};

struct PictureSize {
  std::size_t width = 0;
  std::size_t height = 0;
};

// What the header says; nullopt if this is none of the formats. Cheap.
std::optional<PictureSize> picture_size(std::string_view bytes);

// nullopt if the picture cannot be decoded or has more than limits::picture_pixels. What is transparent is white.
// A damaged picture gives what could be read.
std::optional<GreyPicture> decode_picture(std::string_view bytes);

// Halves both sides as often as needed to have at most that many pixels.
GreyPicture shrunk(GreyPicture picture, std::size_t pixels);

}  // namespace mekiki::files
