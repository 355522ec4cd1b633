// Two-dimensional codes (QR, ISO/IEC 18004) in pictures, and drawn with characters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "files/picture.h"

namespace mekiki::files {

// What the codes in a picture say, UTF-8, each once. Codes in white on black are found as well.
std::vector<std::string> read_codes(const GreyPicture& picture);

// A code drawn in text with block characters (U+2580, U+2584, U+2588, blanks, "##"), as in mails without pictures.
std::vector<std::string> read_drawn_codes(std::string_view utf8);

}  // namespace mekiki::files
