// Codes made here with the library's writer, in every format of picture and drawn with characters.
#include "files/codes.h"

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <gif_lib.h>
#include <gtest/gtest.h>
#include <png.h>
#include <webp/encode.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>
// jpeglib.h needs FILE.
#include <jpeglib.h>

#include "files/picture.h"
#include "files/reader.h"

namespace mekiki::files {
namespace {

const std::string address = "https://login.example.net/a?b=c";

ZXing::BitMatrix modules(int margin) {
  return ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode).setMargin(margin).encode(address, 0, 0);
}

GreyPicture drawn(bool inverted) {
  constexpr int scale = 4;
  const ZXing::BitMatrix code = modules(4);
  GreyPicture picture{
      static_cast<std::size_t>(code.width() * scale), static_cast<std::size_t>(code.height() * scale), {}};
  for (int y = 0; y < code.height() * scale; ++y) {
    for (int x = 0; x < code.width() * scale; ++x) {
      picture.pixels.push_back(code.get(x / scale, y / scale) != inverted ? 0 : 255);
    }
  }
  return picture;
}

std::string rgb_of(const GreyPicture& picture) {
  std::string rgb;
  for (const std::uint8_t pixel : picture.pixels) rgb.append(3, static_cast<char>(pixel));
  return rgb;
}

std::string png(const GreyPicture& picture) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string out(size, '\0');
  if (png_image_write_to_memory(&image, out.data(), &size, 0, picture.pixels.data(), 0, nullptr) == 0) return {};
  out.resize(size);
  return out;
}

std::string jpeg(const GreyPicture& picture, bool progressive) {
  jpeg_compress_struct encoder{};
  jpeg_error_mgr errors{};
  encoder.err = jpeg_std_error(&errors);
  jpeg_create_compress(&encoder);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&encoder, &bytes, &size);
  encoder.image_width = static_cast<JDIMENSION>(picture.width);
  encoder.image_height = static_cast<JDIMENSION>(picture.height);
  encoder.input_components = 3;
  encoder.in_color_space = JCS_RGB;
  jpeg_set_defaults(&encoder);
  if (progressive) jpeg_simple_progression(&encoder);
  jpeg_start_compress(&encoder, TRUE);
  std::string rgb = rgb_of(picture);
  for (std::size_t y = 0; y < picture.height; ++y) {
    auto* row = reinterpret_cast<JSAMPROW>(rgb.data() + y * picture.width * 3);
    jpeg_write_scanlines(&encoder, &row, 1);
  }
  jpeg_finish_compress(&encoder);
  jpeg_destroy_compress(&encoder);
  std::string out(reinterpret_cast<char*>(bytes), size);
  std::free(bytes);
  return out;
}

std::string webp(const GreyPicture& picture) {
  const std::string rgb = rgb_of(picture);
  std::uint8_t* bytes = nullptr;
  const int width = static_cast<int>(picture.width);
  const std::size_t size = WebPEncodeLosslessRGB(reinterpret_cast<const std::uint8_t*>(rgb.data()), width,
                                                 static_cast<int>(picture.height), width * 3, &bytes);
  std::string out(reinterpret_cast<char*>(bytes), size);
  WebPFree(bytes);
  return out;
}

int append(GifFileType* gif, const GifByteType* bytes, int size) {
  static_cast<std::string*>(gif->UserData)
      ->append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  return size;
}

std::string gif(const GreyPicture& picture) {
  std::string out;
  int error = 0;
  GifFileType* file = EGifOpen(&out, append, &error);
  const std::array<GifColorType, 2> colours{GifColorType{0, 0, 0}, GifColorType{255, 255, 255}};
  ColorMapObject* map = GifMakeMapObject(2, colours.data());
  const int width = static_cast<int>(picture.width), height = static_cast<int>(picture.height);
  EGifPutScreenDesc(file, width, height, 1, 0, map);
  EGifPutImageDesc(file, 0, 0, width, height, false, nullptr);
  for (std::size_t y = 0; y < picture.height; ++y) {
    std::vector<GifPixelType> row;
    for (std::size_t x = 0; x < picture.width; ++x) row.push_back(picture.pixels[y * picture.width + x] == 0 ? 0 : 1);
    EGifPutLine(file, row.data(), width);
  }
  EGifCloseFile(file, &error);
  GifFreeMapObject(map);
  return out;
}

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
}

std::string bmp(const GreyPicture& picture) {
  const auto width = static_cast<std::uint32_t>(picture.width), height = static_cast<std::uint32_t>(picture.height);
  const std::uint32_t row = (width * 3 + 3) / 4 * 4;
  std::string out = "BM";
  for (const std::uint32_t value : {54 + row * height, 0U, 54U, 40U, width, height}) put(out, value, 4);
  put(out, 1, 2);
  put(out, 24, 2);
  for (const std::uint32_t value : {0U, row * height, 2835U, 2835U, 0U, 0U}) put(out, value, 4);
  for (std::size_t y = picture.height; y-- > 0;) {
    std::string line;
    for (std::size_t x = 0; x < picture.width; ++x) {
      line.append(3, static_cast<char>(picture.pixels[y * picture.width + x]));
    }
    line.resize(row, '\0');
    out += line;
  }
  return out;
}

std::vector<std::string> codes_in(std::string_view bytes) {
  Reader reader;
  reader.read("", "image/png", bytes, bytes.size());
  return reader.files().front().codes;
}

}  // namespace

TEST(Codes, AreReadInEveryFormatOfPicture) {
  for (const bool inverted : {false, true}) {
    const GreyPicture picture = drawn(inverted);
    EXPECT_EQ(codes_in(png(picture)), std::vector{address}) << inverted;
    EXPECT_EQ(codes_in(jpeg(picture, false)), std::vector{address}) << inverted;
    EXPECT_EQ(codes_in(jpeg(picture, true)), std::vector{address}) << inverted;
    EXPECT_EQ(codes_in(webp(picture)), std::vector{address}) << inverted;
    EXPECT_EQ(codes_in(gif(picture)), std::vector{address}) << inverted;
    EXPECT_EQ(codes_in(bmp(picture)), std::vector{address}) << inverted;
  }
}

TEST(Codes, ADamagedPictureEndsNothing) {
  const GreyPicture picture = drawn(false);
  for (const std::string& whole :
       {png(picture), jpeg(picture, false), jpeg(picture, true), webp(picture), gif(picture), bmp(picture)}) {
    ASSERT_FALSE(whole.empty());
    for (std::size_t keep = 0; keep < whole.size(); keep += 1 + whole.size() / 40) codes_in(whole.substr(0, keep));
    for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 40) {
      std::string changed = whole;
      changed[at] = static_cast<char>(~changed[at]);
      codes_in(changed);
    }
  }
}

TEST(Codes, ReadsWhatIsDrawnWithCharacters) {
  const ZXing::BitMatrix code = modules(0);
  std::string halves, blocks, hashes;
  for (int y = 0; y < code.height(); ++y) {
    for (int x = 0; x < code.width(); ++x) {
      blocks += code.get(x, y) ? "\u2588\u2588" : "  ";
      hashes += code.get(x, y) ? "##" : "  ";
    }
    blocks += "\n";
    hashes += "\r\n";
  }
  for (int y = 0; y < code.height(); y += 2) {
    for (int x = 0; x < code.width(); ++x) {
      const bool upper = code.get(x, y), lower = y + 1 < code.height() && code.get(x, y + 1);
      halves += upper ? (lower ? "\u2588" : "\u2580") : (lower ? "\u2584" : " ");
    }
    halves += "\n";
  }
  for (const std::string& drawing : {halves, blocks, hashes}) {
    EXPECT_EQ(read_drawn_codes("Scan this:\n\n" + drawing + "\nThank you\n"), std::vector{address}) << drawing;
  }
  EXPECT_TRUE(read_drawn_codes("# A heading\n\n  ## and another\n" + std::string(4000, '#') + "\n").empty());
  EXPECT_TRUE(read_drawn_codes(halves.substr(0, halves.size() / 3)).empty());
}

}  // namespace mekiki::files
