// What a line of text looks like to somebody who reads it in haste.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "facts/texts.h"

namespace mekiki::facts {

// What a line looks like: one letter for all that resemble it, without blanks and marks. Each place knows where it is
// from and whether a word may begin or end there (a blank, a mark, another script, a capital behind a small letter).
struct Look {
  std::string text;
  std::vector<std::uint32_t> origin;  // offset in the line (normalised) of each byte, and its end
  std::vector<bool> edge;             // before each byte, and at the end
  std::vector<bool> other_script;     // of each byte: a letter of another script, read as a Latin one
};

// `seen.normalised.text` up to `scope` bytes.
Look look_of(const SeenText& seen, std::size_t scope);

// The look of a name (normalised) by itself.
std::string look_of_name(std::string_view normalised);

}  // namespace mekiki::facts
