#include "html/character_references.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.h"
#include "html/characters.h"

namespace mekiki::html {
namespace {

struct NamedReference {
  std::string_view name;
  char32_t first;
  char32_t second;
};

constexpr auto named_references = std::to_array<NamedReference>({
#include "html/named_references.inc"
});

constexpr char32_t replacement = 0xFFFD;

// Section 13.2.5.80: what windows-1252 has at 0x80 to 0x9F.
constexpr std::array<char16_t, 32> windows_1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

// -1: no digit.
int digit_value(char c, unsigned base) {
  if (c >= '0' && c <= '9') return c - '0';
  const char letter = lower(c);
  return base == 16 && letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

char32_t numeric_code_point(std::uint32_t number) {
  if (number >= 0x80 && number <= 0x9F) return windows_1252[number - 0x80];
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) return replacement;
  return number;
}

CharacterReference numeric_reference(std::string_view text) {
  constexpr std::uint32_t too_large = 0x110000;
  std::size_t position = 2;
  unsigned base = 10;
  if (position < text.size() && lower(text[position]) == 'x') {
    base = 16;
    ++position;
  }
  const std::size_t digits = position;
  std::uint32_t number = 0;
  for (; position < text.size(); ++position) {
    const int digit = digit_value(text[position], base);
    if (digit < 0) break;
    number = std::min(number * base + static_cast<std::uint32_t>(digit), too_large);
  }
  if (position == digits) return {};
  if (position < text.size() && text[position] == ';') ++position;
  return {.length = position, .first = numeric_code_point(number)};
}

// The longest name that `text` (after the '&') starts with, or nullptr.
const NamedReference* longest_name(std::string_view text) {
  const NamedReference* found = nullptr;
  const NamedReference* first = named_references.data();
  const NamedReference* last = first + named_references.size();
  for (std::size_t length = 0; length < text.size() && first != last; ++length) {
    const char c = text[length];
    first = std::lower_bound(first, last, c, [length](const NamedReference& reference, char wanted) {
      return reference.name.size() <= length || reference.name[length] < wanted;
    });
    last = std::upper_bound(first, last, c, [length](char wanted, const NamedReference& reference) {
      return wanted < reference.name[length];
    });
    if (first != last && first->name.size() == length + 1) found = first;
  }
  return found;
}

}  // namespace

CharacterReference character_reference(std::string_view text, bool in_attribute) {
  if (text.size() < 2) return {};
  if (text[1] == '#') return numeric_reference(text);
  if (!is_ascii_alphanumeric(text[1])) return {};
  const NamedReference* const found = longest_name(text.substr(1));
  if (found == nullptr) return {};
  const std::size_t length = found->name.size() + 1;
  if (in_attribute && found->name.back() != ';' && length < text.size() &&
      (text[length] == '=' || is_ascii_alphanumeric(text[length]))) {
    return {};
  }
  return {.length = length, .first = found->first, .second = found->second};
}

void append(std::string& out, const CharacterReference& reference) {
  append_utf8(out, reference.first);
  if (reference.second != 0) append_utf8(out, reference.second);
}

}  // namespace mekiki::html
