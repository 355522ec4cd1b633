// How an address is written, before a URL parser mends it: browsers forgive what filters and readers stumble over.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mekiki::facts {

struct Written {
  std::string scheme;         // lower case, as a browser reads it: "https", "javascript"; empty if there is none
  bool defanged = false;      // hxxp://, h**ps://: no browser opens it until somebody mends it
  bool gaps = false;          // tabs or line breaks inside scheme or host, which browsers drop
  bool slashes = false;       // a web address whose scheme is not followed by exactly two forward slashes
  bool encoded_host = false;  // %XX, full-width letters or other characters in the host that only become its letters
  std::string host;           // as it stands there, at most 300 bytes
};

// `address`: the attribute's value or the address in the text. Linear.
Written read_written(std::string_view address);

// hxxp, hxxps, h**p, h**ps, hXXps: the length of such a scheme with "://" at the beginning of lower-case text, or 0.
std::size_t defanged_scheme_length(std::string_view lower);

}  // namespace mekiki::facts
