// Normalised text knows where it came from.
#include <algorithm>

#include "base/base64.h"
#include "base/normalise.h"
#include "base/utf8.h"
#include "fuzz.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = mekiki::fuzz::text(data, size);
  const std::string valid = mekiki::to_valid_utf8(input);
  promise(mekiki::is_valid_utf8(valid), "to_valid_utf8 gives UTF-8");
  promise(mekiki::to_valid_utf8(valid) == valid, "and leaves it alone");

  const auto normalised = mekiki::normalise(valid);
  promise(mekiki::is_valid_utf8(normalised.text), "normalised text is UTF-8");
  promise(normalised.origin.size() == normalised.text.size() + 1, "one origin for each byte and the end");
  promise(std::all_of(normalised.origin.begin(), normalised.origin.end(), [&](auto at) { return at <= valid.size(); }),
          "origins lie in the source");
  promise(mekiki::normalised(valid) == normalised.text, "with and without the map alike");

  promise(mekiki::base64_decode(mekiki::base64_encode(input)) == std::string(input), "base64 there and back");
  mekiki::base64_decode_lenient(input);
  promise(mekiki::shorten(valid, 20).size() <= 20, "shorten keeps the limit");
  return 0;
}
