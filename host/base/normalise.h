// Text made comparable, with the way back: NFKC, case folding, katakana to hiragana folded together,
// zero-width, variation-selector, tag and soft-hyphen characters taken out, every run of white space one space.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace mekiki {

struct NormalisedText {
  std::string text;                   // UTF-8
  std::vector<std::uint32_t> origin;  // offset in the source of each byte, never falling; size text.size() + 1

  // The source range that gave text[range]; whole source characters, even where one gave several.
  [[nodiscard]] Span source(Span range) const;
};

NormalisedText normalise(std::string_view utf8);
// Without the map.
std::string normalised(std::string_view utf8);

// Loads ICU's data.
void warm_up_normaliser();

}  // namespace mekiki
