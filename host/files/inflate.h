// Deflate streams (RFC 1950, 1951), bounded.
#pragma once

#include <string>
#include <string_view>

#include "files/archive.h"

namespace mekiki::files {

enum class Wrapping { zlib, raw };

// What can be unpacked of it: at most `at_most` bytes and what the budget has left, which is used up by it. Damage ends
// it early.
std::string inflate(std::string_view bytes, Wrapping wrapping, std::size_t at_most, Budget& budget);

}  // namespace mekiki::files
