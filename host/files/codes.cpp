#include "files/codes.h"

#define ZX_USE_UTF8 1  // text() is UTF-8 in this version too
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <exception>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::files {
namespace {

constexpr std::size_t smallest_side = 21;  // modules of the smallest code

void read_into(const GreyPicture& picture, std::vector<std::string>& found) {
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode);
  hints.setMaxNumberOfSymbols(static_cast<std::uint8_t>(limits::codes_per_picture));
  const ZXing::ImageView view(picture.pixels.data(), static_cast<int>(picture.width), static_cast<int>(picture.height),
                              ZXing::ImageFormat::Lum);
  try {
    for (const ZXing::Result& result : ZXing::ReadBarcodes(view, hints)) {
      if (!result.isValid()) continue;
      std::string text(cut_on_character(to_valid_utf8(result.text()), limits::url_bytes));
      if (!text.empty() && std::find(found.begin(), found.end(), text) == found.end()) found.push_back(std::move(text));
    }
  } catch (const std::exception&) {
    found.clear();  // the library gave up on this picture: then there is no code in it
  }
}

}  // namespace

std::vector<std::string> read_codes(const GreyPicture& picture) {
  std::vector<std::string> found;
  if (picture.width < smallest_side || picture.height < smallest_side) return found;
  read_into(picture, found);
  if (!found.empty()) return found;
  GreyPicture inverted = picture;
  for (std::uint8_t& pixel : inverted.pixels) pixel = static_cast<std::uint8_t>(255 - pixel);
  read_into(inverted, found);
  return found;
}

namespace {

// Upper and lower half of a character cell: 1 ink, 0 paper; -1: not a character that codes are drawn with.
struct Cell {
  int upper = -1;
  int lower = -1;
};

Cell cell_of(char32_t c) {
  switch (c) {
    case 0x2588:  // full block
    case 0x25A0:
    case 0x2B1B:
    case '#':
      return {1, 1};
    case 0x2580:  // upper half
      return {1, 0};
    case 0x2584:  // lower half
      return {0, 1};
    case ' ':
    case 0xA0:
    case 0x2591:
    case 0x25A1:
    case 0x2B1C:
    case 0x3000:
      return {0, 0};
    default:
      return {};
  }
}

struct Line {
  std::vector<Cell> cells;
  bool halves = false;
  bool ink = false;
};

// A line of a drawing; empty if the line has other characters.
Line drawing_line(std::string_view text) {
  Line line;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const Cell cell = cell_of(c);
    if (cell.upper < 0) return {};
    line.halves = line.halves || cell.upper != cell.lower;
    line.ink = line.ink || cell.upper == 1 || cell.lower == 1;
    line.cells.push_back(cell);
    if (line.cells.size() > limits::drawn_code_columns) return {};
  }
  return line;
}

constexpr std::size_t scale = 4;   // pixels of a module
constexpr std::size_t margin = 4;  // modules of paper around, as the standard wants

GreyPicture picture_of(const std::vector<Line>& lines, bool halves, std::size_t columns_per_module) {
  std::size_t columns = 0;
  for (const Line& line : lines) columns = std::max(columns, line.cells.size());
  const std::size_t modules_wide = columns / columns_per_module + 2 * margin;
  const std::size_t modules_high = lines.size() * (halves ? 2 : 1) + 2 * margin;
  GreyPicture picture{modules_wide * scale, modules_high * scale, {}};
  picture.pixels.assign(picture.width * picture.height, 255);
  const auto ink = [&](std::size_t column, std::size_t row) {
    for (std::size_t y = 0; y < scale; ++y) {
      const auto start =
          picture.pixels.begin() +
          static_cast<std::ptrdiff_t>(((row + margin) * scale + y) * picture.width + (column + margin) * scale);
      std::fill(start, start + static_cast<std::ptrdiff_t>(scale), std::uint8_t{0});
    }
  };
  for (std::size_t row = 0; row < lines.size(); ++row) {
    const std::vector<Cell>& cells = lines[row].cells;
    for (std::size_t column = 0; column + columns_per_module <= cells.size(); column += columns_per_module) {
      const Cell& cell = cells[column];
      if (halves) {
        if (cell.upper == 1) ink(column / columns_per_module, 2 * row);
        if (cell.lower == 1) ink(column / columns_per_module, 2 * row + 1);
      } else if (cell.upper == 1) {
        ink(column / columns_per_module, row);
      }
    }
  }
  return picture;
}

void read_drawing(const std::vector<Line>& lines, std::vector<std::string>& found) {
  const bool halves = std::any_of(lines.begin(), lines.end(), [](const Line& line) { return line.halves; });
  // Whole blocks are as wide as half of their height: two of them make a module.
  const std::size_t fewest = halves ? smallest_side / 2 : smallest_side;
  if (lines.size() < fewest) return;
  for (const std::string& code : read_codes(picture_of(lines, halves, halves ? 1 : 2))) found.push_back(code);
  if (!halves && found.empty()) {
    for (const std::string& code : read_codes(picture_of(lines, false, 1))) found.push_back(code);
  }
}

}  // namespace

std::vector<std::string> read_drawn_codes(std::string_view utf8) {
  std::vector<std::string> found;
  std::vector<Line> drawing;
  std::size_t drawings = 0;
  const auto finish = [&] {
    const bool ink = std::count_if(drawing.begin(), drawing.end(), [](const Line& line) { return line.ink; }) >= 10;
    if (ink && drawings++ < limits::drawn_codes) read_drawing(drawing, found);
    drawing.clear();
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t end = std::min(utf8.find('\n', at), utf8.size());
    std::string_view text = utf8.substr(at, end - at);
    while (text.ends_with('\r')) text.remove_suffix(1);
    at = end + 1;
    Line line = drawing_line(text);
    if (!line.ink || drawing.size() >= limits::drawn_code_columns) {
      finish();
    }
    if (line.ink) drawing.push_back(std::move(line));
  }
  finish();
  return found;
}

}  // namespace mekiki::files
