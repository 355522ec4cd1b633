// Web addresses in plain text: those that mail programs make clickable, and those that a reader is left to copy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace mekiki::facts {

struct TextAddress {
  Span span;            // in the text
  std::string address;  // to be parsed: with a scheme, mended where the text has none or a disfigured one
  bool bare = false;    // without scheme and "www."
  bool defanged = false;
};

// In the order of the text, at most `most`. Linear.
std::vector<TextAddress> addresses_in(std::string_view text, std::size_t most);

// A name with a dot that reads as a file, though its ending is also a top-level domain: "index.py", "README.md".
bool ends_like_file(std::string_view name);

}  // namespace mekiki::facts
