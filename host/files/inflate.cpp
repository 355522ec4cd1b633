#include "files/inflate.h"

#include <zlib.h>

#include <algorithm>

namespace mekiki::files {

std::string inflate(std::string_view bytes, Wrapping wrapping, std::size_t at_most, Budget& budget) {
  constexpr std::size_t step = 64U << 10;
  std::string out;
  z_stream stream{};
  if (inflateInit2(&stream, wrapping == Wrapping::raw ? -MAX_WBITS : MAX_WBITS) != Z_OK) return out;
  // zlib does not write to its input.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));  // NOLINT
  stream.avail_in = static_cast<uInt>(bytes.size());
  const std::size_t most = std::min(at_most, budget.bytes);
  int result = Z_OK;
  while (result == Z_OK && out.size() < most) {
    const std::size_t before = out.size();
    out.resize(std::min(most, before + step));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    stream.avail_out = static_cast<uInt>(out.size() - before);
    result = ::inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    if (out.size() == before && stream.avail_in == 0) break;
  }
  inflateEnd(&stream);
  budget.bytes -= out.size();
  return out;
}

}  // namespace mekiki::files
