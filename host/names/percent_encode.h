// Percent-encode sets and percent-coding. https://url.spec.whatwg.org/#percent-encoded-bytes
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace mekiki::names {

// Which bytes of a UTF-8 string are written as %XX.
struct PercentEncodeSet {
  std::array<bool, 256> encoded{};

  [[nodiscard]] constexpr bool contains(char c) const { return encoded[static_cast<unsigned char>(c)]; }
  [[nodiscard]] constexpr PercentEncodeSet with(std::string_view characters) const {
    PercentEncodeSet larger = *this;
    for (const char c : characters) larger.encoded[static_cast<unsigned char>(c)] = true;
    return larger;
  }
};

namespace percent_encode_sets {

// Controls, and everything above "~": every byte of a multi-byte UTF-8 sequence.
inline constexpr PercentEncodeSet c0_control = [] {
  PercentEncodeSet set;
  for (std::size_t byte = 0; byte < 256; ++byte) set.encoded[byte] = byte < 0x20 || byte > 0x7E;
  return set;
}();
inline constexpr PercentEncodeSet fragment = c0_control.with(" \"<>`");
inline constexpr PercentEncodeSet query = c0_control.with(" \"#<>");
inline constexpr PercentEncodeSet special_query = query.with("'");
inline constexpr PercentEncodeSet path = query.with("?^`{}");
inline constexpr PercentEncodeSet userinfo = path.with("/:;=@[\\]|");

}  // namespace percent_encode_sets

void append_percent_encoded(std::string& out, std::string_view utf8, const PercentEncodeSet& set);

}  // namespace mekiki::names
