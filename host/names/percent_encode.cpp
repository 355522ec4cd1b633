#include "names/percent_encode.h"

#include "names/ascii.h"
#include "names/url.h"

namespace mekiki::names {

void append_percent_encoded(std::string& out, std::string_view utf8, const PercentEncodeSet& set) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : utf8) {
    if (!set.contains(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 0xFU];
  }
}

// https://url.spec.whatwg.org/#percent-decode
std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && text.size() - i > 2) {
      const int high = ascii::hex_value(text[i + 1]);
      const int low = ascii::hex_value(text[i + 2]);
      if (high >= 0 && low >= 0) {
        out += static_cast<char>(high * 16 + low);
        i += 2;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

}  // namespace mekiki::names
