// Frames in whatever pieces they arrive, and what is inside them. The first byte is the size of the pieces.
#include <algorithm>

#include "fuzz.h"
#include "processes/frames.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace processes = mekiki::processes;
  if (size == 0) return 0;
  constexpr std::size_t most = 4096;
  const std::size_t piece_size = 1 + data[0] % 64;
  std::string_view rest = mekiki::fuzz::text(data, size).substr(1);
  processes::FrameReader reader(most);
  while (!rest.empty()) {
    std::string_view piece = rest.substr(0, piece_size);
    rest.remove_prefix(piece.size());
    while (!piece.empty()) {
      const std::size_t before = piece.size();
      const auto state = reader.feed(piece);
      if (state == processes::FrameReader::State::complete) {
        const std::string frame = reader.take();
        promise(frame.size() <= most, "no frame beyond the limit");
        processes::read_cbor(frame);
        processes::read_json(frame);
      } else if (state == processes::FrameReader::State::incomplete) {
        promise(piece.empty(), "incomplete means all bytes were taken");
      } else {
        promise(piece.size() <= before, "never more bytes than before");
      }
    }
  }
  const std::string_view body = mekiki::fuzz::text(data, size);
  if (const auto value = processes::read_cbor(body)) {
    const std::string frame = processes::cbor_frame(*value);
    promise(processes::read_cbor(std::string_view(frame).substr(4)).has_value(), "what is written as CBOR can be read");
  }
  if (const auto value = processes::read_json(body)) processes::native_frame(*value);
  return 0;
}
