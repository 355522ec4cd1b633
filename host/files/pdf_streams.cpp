#include "files/pdf_streams.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "base/limits.h"
#include "files/bytes.h"
#include "files/inflate.h"
#include "files/picture_formats.h"

namespace mekiki::files::pdf {
namespace {

std::vector<Value> list_of(const Value& value) {
  if (value.kind == Value::Kind::array) return value.items;
  return value.kind == Value::Kind::none ? std::vector<Value>{} : std::vector<Value>{value};
}

std::string from_hex(std::string_view text) {
  std::string out;
  int high = -1;
  for (const char c : text) {
    if (c == '>') break;
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) continue;
    if (high >= 0) out += static_cast<char>(high * 16 + digit);
    high = high < 0 ? digit : -1;
  }
  return out;
}

std::string from_ascii85(std::string_view text) {
  std::string out;
  std::uint32_t value = 0;
  int count = 0;
  const auto flush = [&](int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (24 - 8 * i));
    value = 0;
    count = 0;
  };
  for (const char c : text) {
    if (c == '~') break;
    if (c == 'z' && count == 0) {
      out.append(4, '\0');
    } else if (c >= '!' && c <= 'u') {
      value = value * 85 + static_cast<std::uint32_t>(c - '!');
      if (++count == 5) flush(4);
    }
  }
  if (count > 1) {
    const int bytes = count - 1;
    for (; count < 5; ++count) value = value * 85 + 84;
    flush(bytes);
  }
  return out;
}

std::size_t small(const Value& value, std::size_t otherwise, std::size_t most) {
  if (value.kind != Value::Kind::number) return otherwise;
  return std::min(static_cast<std::size_t>(value.number), most);
}

std::uint8_t paeth(int left, int up, int corner) {
  const int guess = left + up - corner;
  const int a = std::abs(guess - left);
  const int b = std::abs(guess - up);
  const int c = std::abs(guess - corner);
  return static_cast<std::uint8_t>(a <= b && a <= c ? left : b <= c ? up : corner);
}

// The filters of PNG (section 7.4.4.4; PNG section 9): each row begins with its own.
std::string unpredicted(const std::string& rows, const Value& parameters) {
  if (small(parameters["Predictor"], 1, 99) < 10) return rows;
  const std::size_t bits =
      small(parameters["Colors"], 1, 32) * std::max<std::size_t>(small(parameters["BitsPerComponent"], 8, 16), 1);
  const std::size_t width = (small(parameters["Columns"], 1, limits::picture_side) * bits + 7) / 8;
  const std::size_t step = std::max<std::size_t>(bits / 8, 1);
  if (width == 0) return rows;
  std::string out;
  std::string above(width, '\0');
  for (std::size_t at = 0; at < rows.size(); at += width + 1) {
    const std::uint8_t filter = byte_at(rows, at);
    std::string row(piece(rows, at + 1, width));
    for (std::size_t i = 0; i < row.size(); ++i) {
      const int left = i >= step ? byte_at(row, i - step) : 0;
      const int up = byte_at(above, i);
      const int corner = i >= step ? byte_at(above, i - step) : 0;
      const int add = filter == 1   ? left
                      : filter == 2 ? up
                      : filter == 3 ? (left + up) / 2
                      : filter == 4 ? paeth(left, up, corner)
                                    : 0;
      row[i] = static_cast<char>(byte_at(row, i) + add);
    }
    out += row;
    above = std::move(row);
    above.resize(width);
  }
  return out;
}

// One value a pixel, stretched to the whole range: indices of a palette of two colours are told apart as well.
std::optional<GreyPicture> grey_of(std::string_view pixels, std::size_t width, std::size_t height, std::size_t bits) {
  GreyPicture picture{width, height, {}};
  picture.pixels.reserve(width * height);
  if (bits == 1) {
    const std::size_t row = (width + 7) / 8;
    if (pixels.size() < row * height) return std::nullopt;
    for (std::size_t y = 0; y < height; ++y) {
      for (std::size_t x = 0; x < width; ++x)
        picture.pixels.push_back((byte_at(pixels, y * row + x / 8) >> (7 - x % 8) & 1U) != 0 ? 255 : 0);
    }
    return picture;
  }
  const std::size_t components = bits == 8 ? pixels.size() / (width * height) : 0;
  if (components == 0) return std::nullopt;
  std::uint8_t darkest = 255;
  std::uint8_t lightest = 0;
  for (std::size_t i = 0; i < width * height; ++i) {
    const std::size_t at = i * components;
    const std::uint8_t value = components == 3
                                   ? grey(byte_at(pixels, at), byte_at(pixels, at + 1), byte_at(pixels, at + 2))
                                   : byte_at(pixels, at);
    darkest = std::min(darkest, value);
    lightest = std::max(lightest, value);
    picture.pixels.push_back(value);
  }
  const int range = lightest - darkest;
  if (range > 0 && range < 255) {
    for (std::uint8_t& pixel : picture.pixels) pixel = static_cast<std::uint8_t>((pixel - darkest) * 255 / range);
  }
  return picture;
}

}  // namespace

std::string decoded(const Value& dictionary, std::string_view raw, std::size_t at_most, Budget& budget) {
  std::string content(raw.substr(0, at_most));
  const std::vector<Value> filters = list_of(dictionary["Filter"]);
  const std::vector<Value> parameters = list_of(dictionary["DecodeParms"]);
  for (std::size_t i = 0; i < filters.size() && i < limits::pdf_filters; ++i) {
    const std::string& filter = filters[i].text;
    if (filter == "FlateDecode" || filter == "Fl") {
      content = inflate(content, Wrapping::zlib, at_most, budget);
      if (i < parameters.size()) content = unpredicted(content, parameters[i]);
    } else if (filter == "ASCIIHexDecode" || filter == "AHx") {
      content = from_hex(content);
    } else if (filter == "ASCII85Decode" || filter == "A85") {
      content = from_ascii85(content);
    } else {
      break;
    }
  }
  return content;
}

void take_picture(const Value& dictionary, std::string_view raw, Budget& budget, Opened& opened) {
  const std::size_t width = small(dictionary["Width"], 0, limits::picture_side);
  const std::size_t height = small(dictionary["Height"], 0, limits::picture_side);
  if (width < 21 || height < 21 || width * height > limits::code_pixels) return;
  const std::vector<Value> filters = list_of(dictionary["Filter"]);
  const std::string content = decoded(dictionary, raw, 4 * width * height + height, budget);
  if (!filters.empty() && (filters.back().is_name("DCTDecode") || filters.back().is_name("DCT"))) {
    opened.picture_files.push_back(content);
    return;
  }
  const bool mask = dictionary["ImageMask"].text == "true";
  const std::size_t bits = mask ? 1 : small(dictionary["BitsPerComponent"], 8, 16);
  if (auto picture = grey_of(content, width, height, bits)) opened.pictures.push_back(*std::move(picture));
}

}  // namespace mekiki::files::pdf
