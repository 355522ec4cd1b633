// RFC 2047 encoded words, as real mail writes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mekiki::message {

// What decoding leaves to say: labels of charsets nobody knows.
struct DecodingNotes {
  std::vector<std::string> unknown_charsets;  // lower case

  void unknown(std::string_view label);
};

// A field value as UTF-8 with its encoded words still in place: unfolded, raw 8-bit bytes and raw ISO-2022-JP read by
// `charset_hint` (the body's charset, may be empty) where they fit it. NUL becomes U+FFFD.
std::string unfolded_utf8(std::string_view raw_value, std::string_view charset_hint, DecodingNotes& notes);

// Encoded words of a UTF-8 text decoded. Neighbours of one charset are joined before their bytes are read, so that
// characters and escape states split between them come out whole.
std::string decode_words(std::string_view utf8, DecodingNotes& notes);

}  // namespace mekiki::message
