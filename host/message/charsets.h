// Bytes to UTF-8, as mail needs it: the labels of the Encoding standard
// (https://encoding.spec.whatwg.org/#names-and-labels) plus those that mail programs made up, and a judgement by the
// bytes where a label is missing or wrong.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::message {

struct DecodedText {
  std::string text;        // valid UTF-8
  std::string charset;     // canonical name of the charset used, e.g. "shift_jis"
  std::size_t errors = 0;  // undecodable places; each is U+FFFD in `text`
  bool unknown_label =
      false;  // no charset of that label, and it mattered: read by what the bytes show, else windows-1252
};

// The canonical name ("utf-8", "shift_jis", "windows-1252", ...), or "" if the label is unknown.
std::string_view canonical_charset(std::string_view label);

// By exactly that charset. Precondition: `canonical` came from canonical_charset().
DecodedText decode_as(std::string_view bytes, std::string_view canonical);

// By the label where the bytes allow it, else by what the bytes look like. An empty label is no label.
DecodedText decode_text(std::string_view bytes, std::string_view label);

// What the bytes look like: a canonical name; "" if nothing fits.
std::string_view detect_charset(std::string_view bytes);

// Opens every converter of the table: iconv loads a module file at the first use of each.
void warm_up_charsets();

}  // namespace mekiki::message
