#include <csetjmp>
#include <cstdio>
// libjpeg's header needs size_t and FILE before it.
#include <jpeglib.h>

#include "base/limits.h"
#include "files/picture_formats.h"

namespace mekiki::files {
namespace {

struct Errors {
  jpeg_error_mgr base{};  // first: libjpeg sees only this
  std::jmp_buf back{};
};

[[noreturn]] void leave(j_common_ptr common) { std::longjmp(reinterpret_cast<Errors*>(common->err)->back, 1); }
void stay_silent(j_common_ptr) {}
void note_nothing(j_common_ptr, int) {}

// A progressive picture may come in any number of scans, each as dear as the picture.
void stop_endless_scans(j_common_ptr common) {
  const auto* decoder = reinterpret_cast<j_decompress_ptr>(common);
  if (decoder->input_scan_number > static_cast<int>(limits::picture_scans)) leave(common);
}

// No object with a destructor lives in here: libjpeg leaves by longjmp.
void read_rows(jpeg_decompress_struct& decoder, Errors& errors, std::string_view bytes, GreyPicture& picture) {
  jpeg_progress_mgr progress{};
  progress.progress_monitor = stop_endless_scans;
  if (setjmp(errors.back) != 0) return;
  jpeg_create_decompress(&decoder);
  decoder.progress = &progress;
  jpeg_mem_src(&decoder, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_read_header(&decoder, TRUE);
  decoder.out_color_space = JCS_GRAYSCALE;
  if (decoder.jpeg_color_space == JCS_CMYK || decoder.jpeg_color_space == JCS_YCCK) return;
  decoder.dct_method = JDCT_ISLOW;  // the fast one overflows at the full contrast of a code
  jpeg_start_decompress(&decoder);
  if (std::size_t{decoder.output_width} * decoder.output_height > limits::picture_pixels) return;
  picture.width = decoder.output_width;
  picture.height = decoder.output_height;
  picture.pixels.assign(picture.width * picture.height, 255);
  while (decoder.output_scanline < decoder.output_height) {
    JSAMPROW row = &picture.pixels[std::size_t{decoder.output_scanline} * picture.width];
    jpeg_read_scanlines(&decoder, &row, 1);
  }
}

}  // namespace

std::optional<GreyPicture> decode_jpeg(std::string_view bytes) {
  GreyPicture picture;
  jpeg_decompress_struct decoder{};
  Errors errors;
  decoder.err = jpeg_std_error(&errors.base);
  errors.base.error_exit = leave;
  errors.base.output_message = stay_silent;
  errors.base.emit_message = note_nothing;
  read_rows(decoder, errors, bytes, picture);
  jpeg_destroy_decompress(&decoder);
  if (picture.pixels.empty()) return std::nullopt;
  return picture;
}

}  // namespace mekiki::files
