// UTF-8 as the WHATWG Encoding standard decodes it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mekiki {

// Each maximal invalid subpart becomes U+FFFD.
std::string to_valid_utf8(std::string_view bytes);
bool is_valid_utf8(std::string_view bytes);

// The code point at `position`, which moves past it. Invalid bytes give U+FFFD and move by one.
char32_t next_code_point(std::string_view utf8, std::size_t& position);
void append_utf8(std::string& out, char32_t code_point);

// At most `bytes` bytes, never cutting a character.
std::string_view cut_on_character(std::string_view utf8, std::size_t bytes);
// As above, with U+2026 (inside the limit) if something was cut.
std::string shorten(std::string_view utf8, std::size_t bytes);

std::string ascii_lower(std::string_view text);
bool ascii_iequals(std::string_view a, std::string_view b);
std::string_view trim_ascii(std::string_view text);

}  // namespace mekiki
