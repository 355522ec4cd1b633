#include "authentication/privacy.h"

#include <algorithm>
#include <cstdint>

#include "base/base64.h"
#include "base/utf8.h"
#include "names/ascii.h"
#include "names/domain.h"

namespace mekiki::authentication {
namespace {

constexpr std::size_t shortest_local = 5;  // "info" and "mail" stand in many names

// Lower case, without padding.
std::string base32(std::string_view bytes) {
  constexpr std::string_view digits = "abcdefghijklmnopqrstuvwxyz234567";
  std::string out;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    held = (held << 8U | static_cast<unsigned char>(c)) & 0xfffU;
    for (bits += 8; bits >= 5; bits -= 5) out += digits[held >> (bits - 5) & 31U];
  }
  return out;
}

bool has_word(std::string_view text, std::string_view word) {
  const auto letter = [&](std::size_t at) { return at < text.size() && names::ascii::is_alphanumeric(text[at]); };
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    if (!(at > 0 && letter(at - 1)) && !letter(at + word.size())) return true;
  }
  return false;
}

// "newsletter" or "sales" is a mailbox of many, and a selector of many more; with the domain beside it, it is one.
bool has_local_part(std::string_view text, std::string_view local, std::string_view domain) {
  if (!has_word(text, local)) return false;
  const bool plain = std::all_of(local.begin(), local.end(), names::ascii::is_alpha);
  return !plain || has_word(text, domain.substr(0, domain.find('.')));
}

}  // namespace

bool holds_address(std::string_view name, const std::vector<std::string>& addresses) {
  const std::string organisation = names::organisation_domain(name);
  std::string_view below = name;
  if (below.ends_with(organisation)) below.remove_suffix(organisation.size());
  return std::any_of(addresses.begin(), addresses.end(), [&](const std::string& written) {
    const std::string address = ascii_lower(written);
    const std::string_view local = std::string_view(address).substr(0, address.rfind('@'));
    if (local.size() < shortest_local || local.size() == address.size()) return false;
    return has_local_part(below, local, std::string_view(address).substr(local.size() + 1)) ||
           below.find(hex_encode(address)) != std::string_view::npos ||
           below.find(base32(address)) != std::string_view::npos;
  });
}

}  // namespace mekiki::authentication
