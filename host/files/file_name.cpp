#include "files/file_name.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"

namespace mekiki::files {
namespace {

constexpr std::size_t blanks_that_hide = 8;
constexpr std::size_t characters_shown = 120;

bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
         c == 0x205F || c == 0x2800 || c == 0x3164;
}

// Seen as nothing at all.
bool is_invisible(char32_t c) {
  return c < 0x20 || c == 0x7F || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

// Looks like a full stop, yet no system takes it for the dot before an ending.
bool looks_like_dot(char32_t c) {
  return c == 0x2024 || c == 0xFF0E || c == 0xFE52 || c == 0xA4F8 || c == 0x0701 || c == 0x06D4 || c == 0xFF61 ||
         c == 0x3002;
}

bool is_right_to_left(char32_t c) {
  return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

std::u32string characters_of(std::string_view utf8) {
  std::u32string characters;
  for (std::size_t at = 0; at < utf8.size();) characters.push_back(next_code_point(utf8, at));
  return characters;
}

// Overrides turn any text; embeddings and isolates belong into names of right-to-left scripts.
bool turns(const std::u32string& name) {
  const bool right_to_left = std::any_of(name.begin(), name.end(), is_right_to_left);
  return std::any_of(name.begin(), name.end(), [&](char32_t c) {
    return c == 0x202D || c == 0x202E || (!right_to_left && (c == 0x202B || c == 0x2067));
  });
}

std::string utf8_of(std::u32string_view characters) {
  std::string out;
  for (const char32_t c : characters) append_utf8(out, c);
  return ascii_lower(out);
}

bool ends_name(char32_t c) { return is_blank(c) || is_invisible(c) || c == '.' || c == '"' || c == '\''; }

}  // namespace

FileName read_file_name(std::string_view utf8) {
  FileName result;
  std::u32string name = characters_of(utf8);
  if (const std::size_t folder = name.find_last_of(U"/\\"); folder != std::u32string::npos) name.erase(0, folder + 1);
  result.turned = turns(name);
  while (!name.empty() && ends_name(name.back())) name.pop_back();

  // Blanks that push what follows out of sight.
  std::size_t run = 0;
  bool text_before = false;
  for (const char32_t c : name) {
    if (is_blank(c)) {
      ++run;
    } else {
      result.padded = result.padded || (text_before && run >= blanks_that_hide);
      text_before = true;
      run = 0;
    }
  }
  std::u32string seen;
  std::copy_if(name.begin(), name.end(), std::back_inserter(seen), [](char32_t c) { return !is_invisible(c); });
  result.very_long = seen.size() > characters_shown;
  const std::size_t dot = seen.rfind(U'.');
  if (dot == std::u32string::npos) return result;
  result.ending = utf8_of(std::u32string_view(seen).substr(dot + 1));

  std::u32string stem = seen.substr(0, dot);
  while (!stem.empty() && (is_blank(stem.back()) || stem.back() == '.' || stem.back() == '_')) stem.pop_back();
  const auto before =
      std::find_if(stem.rbegin(), stem.rend(), [](char32_t c) { return c == '.' || looks_like_dot(c); });
  if (before != stem.rend()) result.ending_before = utf8_of(std::u32string(before.base(), stem.end()));
  return result;
}

}  // namespace mekiki::files
