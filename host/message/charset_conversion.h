// The converters themselves; charsets.h is what the rest of the folder uses.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "message/charset_table.h"

namespace mekiki::message {

// Appends the text to `out` and returns how many places could not be decoded (U+FFFD each).
std::size_t convert(const Charset& charset, std::string_view bytes, std::string& out);

// Opens the charset's converter in this thread; false where this system lacks it.
bool open_converter(const Charset& charset);

}  // namespace mekiki::message
