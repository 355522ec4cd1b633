// Content-Type and Content-Disposition: "value; name=value; ..." (RFC 2045 section 5.1, RFC 2183, RFC 2231).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "message/encoded_words.h"

namespace mekiki::message {

struct ParameterisedValue {
  std::string value;                                            // lower case, without white space and comments
  std::vector<std::pair<std::string, std::string>> parameters;  // lower-case name, decoded value; first of a name wins

  // "" if there is none.
  [[nodiscard]] std::string_view parameter(std::string_view name) const;
};

// `utf8` is an unfolded field value. Continuations are joined, percent-encoded and encoded-word values decoded.
ParameterisedValue parse_parameters(std::string_view utf8, DecodingNotes& notes);

// "type/subtype" of a Content-Type value, or "" where it is none (RFC 2045 section 5.2 then says text/plain).
std::string media_type(std::string_view content_type_value);

}  // namespace mekiki::message
