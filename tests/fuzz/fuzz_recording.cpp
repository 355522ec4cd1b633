// A recording of answers: what can be read is written and read back as the same.
#include "fuzz.h"
#include "questions/recorded.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto recording = mekiki::questions::read_recording(mekiki::fuzz::text(data, size));
  if (!recording.ok()) return 0;
  const auto again = mekiki::questions::read_recording(mekiki::questions::write_recording(*recording));
  promise(again.ok() && *again == *recording, "a recording written is the recording read");
  return 0;
}
