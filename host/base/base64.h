// RFC 4648 section 4.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mekiki {

std::string base64_encode(std::string_view bytes);
// Strict: nullopt on anything but the alphabet with right padding (white space is refused).
std::optional<std::string> base64_decode(std::string_view text);
// As mail needs it: everything outside the alphabet is skipped, missing padding forgiven.
std::string base64_decode_lenient(std::string_view text);
std::string hex_encode(std::string_view bytes);

}  // namespace mekiki
