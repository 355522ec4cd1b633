// What providers and lists do to a signed mail, taken back: a stamp before the Subject, a footer below the text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::authentication::dkim {

struct Subject {
  std::string value;  // field value, with its folding
  std::string stamp;  // what was taken off, decoded
};

// The values that this Subject field may have had before one stamp was put before it: "[spam] ", "***SPAM*** ",
// "[list-name 123] ", the same in Japanese brackets or as an encoded word, also after "Re: ". At most three.
std::vector<Subject> without_stamp(std::string_view value);

// Lengths of the stored body without what follows each of the last dividing lines (of "-", "_", "=" or "*", or the
// "-- " of a signature), the longest first.
std::vector<std::size_t> without_footer(std::string_view body);

}  // namespace mekiki::authentication::dkim
