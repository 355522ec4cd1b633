#include "knowledge/compile/readings.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace mekiki::knowledge {
namespace {

constexpr char32_t long_vowel = 0x30FC;
constexpr char32_t small_tsu = 0x3063;

// U+3041 to U+3096, as in the Hepburn romanisation; a small vowel or y is marked by "*" and takes the vowel's place of
// the letter before it.
constexpr auto hepburn = std::to_array<std::string_view>(
    {"*a", "a",  "*i", "i",  "*u",  "u",   "*e", "e",  "*o", "o",  "ka", "ga", "ki",  "gi", "ku",  "gu", "ke",  "ge",
     "ko", "go", "sa", "za", "shi", "ji",  "su", "zu", "se", "ze", "so", "zo", "ta",  "da", "chi", "ji", "",    "tsu",
     "zu", "te", "de", "to", "do",  "na",  "ni", "nu", "ne", "no", "ha", "ba", "pa",  "hi", "bi",  "pi", "fu",  "bu",
     "pu", "he", "be", "pe", "ho",  "bo",  "po", "ma", "mi", "mu", "me", "mo", "*ya", "ya", "*yu", "yu", "*yo", "yo",
     "ra", "ri", "ru", "re", "ro",  "*wa", "wa", "i",  "e",  "o",  "n",  "vu", "*ka", "*ke"});

bool is_hiragana(char32_t c) { return c >= 0x3041 && c <= 0x3096; }

// "ki" + "ya" is "kya", "shi" + "ya" is "sha", "fu" + "a" is "fa".
void append_small(std::string& out, std::string_view small) {
  if (!out.empty()) out.pop_back();
  const bool palatal = out.ends_with("sh") || out.ends_with("ch") || out.ends_with('j');
  out += palatal && small.starts_with('y') ? small.substr(1) : small;
}

void append_doubled(std::string& out, std::string_view syllable) {
  out += syllable.starts_with("ch") ? std::string_view("t") : syllable.substr(0, 1);
  out += syllable;
}

std::string spelt(std::string_view reading) {
  std::string out;
  bool doubles = false;
  for (std::size_t at = 0; at < reading.size();) {
    const char32_t c = next_code_point(reading, at);
    if (c == ' ') {
      out += ' ';
    } else if (c == small_tsu) {
      doubles = true;
      continue;
    } else if (is_hiragana(c)) {
      const std::string_view syllable = hepburn[c - 0x3041];
      if (syllable.starts_with('*')) {
        append_small(out, syllable.substr(1));
      } else if (doubles) {
        append_doubled(out, syllable);
      } else {
        out += syllable;
      }
    }
    doubles = false;
  }
  return out;
}

std::string without_long_vowels(std::string_view romaji) {
  std::string out;
  for (const char c : romaji) {
    const char before = out.empty() ? '\0' : out.back();
    if ((c == 'u' && (before == 'o' || before == 'u')) || (c == 'o' && before == 'o')) continue;
    out += c;
  }
  return out;
}

}  // namespace

bool is_reading(std::string_view reading) {
  if (reading.empty() || reading.front() == ' ' || reading.back() == ' ') return false;
  if (reading.find("  ") != std::string_view::npos) return false;
  for (std::size_t at = 0; at < reading.size();) {
    const char32_t c = next_code_point(reading, at);
    if (!is_hiragana(c) && c != long_vowel && c != ' ') return false;
  }
  return true;
}

std::string joined(std::string_view reading) {
  std::string out(reading);
  std::erase(out, ' ');
  return out;
}

std::vector<std::string> romaji_of(std::string_view reading) {
  std::string with = spelt(reading);
  std::string without = without_long_vowels(with);
  if (with == without) return {std::move(with)};
  return {std::move(with), std::move(without)};
}

}  // namespace mekiki::knowledge
