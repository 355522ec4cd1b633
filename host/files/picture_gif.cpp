#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "base/limits.h"
#include "files/picture_formats.h"

namespace mekiki::files {
namespace {

struct Source {
  std::string_view bytes;
  std::size_t at = 0;
};

int take(GifFileType* file, GifByteType* out, int wanted) {
  auto& source = *static_cast<Source*>(file->UserData);
  const std::size_t size = std::min(static_cast<std::size_t>(std::max(wanted, 0)), source.bytes.size() - source.at);
  std::memcpy(out, source.bytes.data() + source.at, size);
  source.at += size;
  return static_cast<int>(size);
}

struct Close {
  void operator()(GifFileType* file) const { DGifCloseFile(file, nullptr); }
};

bool skip_extension(GifFileType* file, int& transparent) {
  int code = 0;
  GifByteType* block = nullptr;
  if (DGifGetExtension(file, &code, &block) == GIF_ERROR) return false;
  if (code == GRAPHICS_EXT_FUNC_CODE && block != nullptr && block[0] >= 4 && (block[1] & 1) != 0)
    transparent = block[4];
  while (block != nullptr) {
    if (DGifGetExtensionNext(file, &block) == GIF_ERROR) return false;
  }
  return true;
}

std::array<std::uint8_t, 256> greys(const ColorMapObject& colours, int transparent) {
  std::array<std::uint8_t, 256> table{};
  for (int i = 0; i < std::min(colours.ColorCount, 256); ++i) {
    const GifColorType& colour = colours.Colors[i];
    table[static_cast<std::size_t>(i)] = grey(colour.Red, colour.Green, colour.Blue);
  }
  if (transparent >= 0) table[static_cast<std::size_t>(transparent)] = 255;
  return table;
}

// GIF89a, appendix E: an interlaced picture comes in four passes.
std::size_t row_of(std::size_t line, std::size_t height, bool interlaced) {
  if (!interlaced) return line;
  constexpr std::array<std::pair<std::size_t, std::size_t>, 4> passes{{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
  for (const auto& [start, step] : passes) {
    const std::size_t rows = height > start ? (height - start + step - 1) / step : 0;
    if (line < rows) return start + line * step;
    line -= rows;
  }
  return 0;
}

std::optional<GreyPicture> read_image(GifFileType* file, int transparent) {
  if (DGifGetImageDesc(file) == GIF_ERROR || file->Image.Width <= 0 || file->Image.Height <= 0) return std::nullopt;
  const ColorMapObject* colours = file->Image.ColorMap != nullptr ? file->Image.ColorMap : file->SColorMap;
  GreyPicture picture;
  picture.width = static_cast<std::size_t>(file->Image.Width);
  picture.height = static_cast<std::size_t>(file->Image.Height);
  if (colours == nullptr || picture.width * picture.height > limits::picture_pixels) return std::nullopt;
  picture.pixels.assign(picture.width * picture.height, 255);
  const auto table = greys(*colours, transparent);
  std::vector<GifPixelType> line(picture.width);
  for (std::size_t i = 0; i < picture.height; ++i) {
    if (DGifGetLine(file, line.data(), static_cast<int>(line.size())) == GIF_ERROR) break;
    std::uint8_t* row = &picture.pixels[row_of(i, picture.height, file->Image.Interlace) * picture.width];
    std::transform(line.begin(), line.end(), row, [&](GifPixelType pixel) { return table[pixel]; });
  }
  return picture;
}

}  // namespace

std::optional<GreyPicture> decode_gif(std::string_view bytes) {
  Source source{bytes, 0};
  const std::unique_ptr<GifFileType, Close> file(DGifOpen(&source, take, nullptr));
  if (file == nullptr) return std::nullopt;
  int transparent = -1;
  GifRecordType record = UNDEFINED_RECORD_TYPE;
  while (DGifGetRecordType(file.get(), &record) != GIF_ERROR && record != TERMINATE_RECORD_TYPE) {
    if (record == IMAGE_DESC_RECORD_TYPE) return read_image(file.get(), transparent);
    if (record == EXTENSION_RECORD_TYPE && !skip_extension(file.get(), transparent)) break;
  }
  return std::nullopt;
}

}  // namespace mekiki::files
