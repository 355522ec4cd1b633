// Addresses as mail writes them: found in text, read as written, unwrapped.
#include "facts/text_addresses.h"
#include "facts/unwrap.h"
#include "facts/written.h"
#include "fuzz.h"
#include "names/randomness.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = mekiki::fuzz::text(data, size);
  mekiki::facts::read_written(input);
  mekiki::names::looks_random(input);
  std::size_t end = 0;
  for (const auto& found : mekiki::facts::addresses_in(input, 100)) {
    promise(found.span.start >= end && found.span.start <= found.span.end,
            "addresses come in order and do not overlap");
    end = found.span.end;
    promise(end <= input.size(), "and lie in the text");
    if (const auto url = mekiki::names::parse_url(found.address); url.ok()) mekiki::facts::unwrap(*url);
  }
  if (const auto url = mekiki::names::parse_url(input); url.ok()) {
    promise(!mekiki::facts::unwrap(*url).url.scheme.empty(), "what is unwrapped is an address");
  }
  return 0;
}
