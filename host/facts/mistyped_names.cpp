#include "facts/mistyped_names.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "facts/brand_names.h"

namespace mekiki::facts {
namespace {

// Letters a name needs: the fewer, the sooner a slip makes another word.
constexpr std::size_t for_swapped = 6;
constexpr std::size_t for_beside = 7;
constexpr std::size_t for_dropped = 7;
constexpr std::size_t longest_words = 60;

// Where a letter stands on the keyboard: row, and place from the left in half keys.
std::pair<int, int> key_of(char c) {
  constexpr std::array<std::string_view, 3> rows{"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::size_t place = rows[row].find(c);
    if (place != std::string_view::npos) return {static_cast<int>(row), static_cast<int>(place * 2 + row)};
  }
  return {-9, -9};
}

bool beside(char a, char b) {
  const auto [row_a, place_a] = key_of(a);
  const auto [row_b, place_b] = key_of(b);
  return std::abs(row_a - row_b) + std::abs(place_a - place_b) <= 2 && row_a >= 0 && row_b >= 0;
}

// Any other letter more or less makes another word.
bool is_slip(std::string_view word, std::string_view name) {
  const std::size_t at =
      static_cast<std::size_t>(std::mismatch(word.begin(), word.end(), name.begin(), name.end()).first - word.begin());
  if (at == 0) return false;  // the first letter is what the eye catches: scammers keep it
  const auto rest = [](std::string_view text, std::size_t from) { return text.substr(std::min(from, text.size())); };
  if (word.size() == name.size() && at < word.size()) {
    if (rest(word, at + 1) == rest(name, at + 1)) return name.size() >= for_beside && beside(word[at], name[at]);
    return at + 1 < word.size() && word[at] == name[at + 1] && word[at + 1] == name[at] &&
           rest(word, at + 2) == rest(name, at + 2);
  }
  if (word.size() == name.size() + 1) return word[at - 1] == word[at] && rest(word, at + 1) == rest(name, at);
  if (word.size() + 1 == name.size()) {
    const bool doubled = name[at] == name[at - 1];
    // A last letter less is another form of the word.
    return (doubled || (name.size() >= for_dropped && at < word.size())) && rest(word, at) == rest(name, at + 1);
  }
  return false;
}

bool is_small(char c) { return c >= 'a' && c <= 'z'; }

// Letters only; "" if there is anything that is no ASCII.
std::string squashed(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (static_cast<unsigned char>(c) >= 0x80) return {};
    if (is_word_byte(c)) out += c;
  }
  return out;
}

// Ordinary words that happen to be a slip away from a name (Automattic, CCleaner, ING Direct, Telenet).
constexpr auto ordinary = std::to_array<std::string_view>({"automatic", "cleaner", "indirect", "telnet"});

// Names without the words that companies share, by their first letter.
using Cores = std::array<std::vector<std::pair<std::string, const names::Brand*>>, 26>;

Cores build() {
  std::map<std::string, const names::Brand*> by_core;
  for (const names::BrandName& known : names::brand_names()) {
    std::size_t ignored = 0;
    std::string core = squashed(without_service_words(std::string(known.name), ignored));
    if (known.weak || core.size() < for_swapped || !std::ranges::all_of(core, is_small)) continue;
    const auto [entry, added] = by_core.try_emplace(std::move(core), known.brand);
    if (!added && entry->second != nullptr && !names::belong_together(*entry->second, *known.brand))
      entry->second = nullptr;
  }
  Cores cores;
  for (const auto& [core, brand] : by_core) {
    if (brand != nullptr) cores[static_cast<std::size_t>(core.front() - 'a')].emplace_back(core, brand);
  }
  return cores;
}

const Cores& cores() {
  static names::OfOrganisations<Cores> built;
  return built.get(build);
}

}  // namespace

const names::Brand* mistyped_name(std::string_view words) {
  if (words.size() > longest_words) return nullptr;
  const std::string word = squashed(words);
  if (std::ranges::find(ordinary, word) != ordinary.end()) return nullptr;
  if (word.size() + 1 < for_swapped || !std::ranges::all_of(word, is_small)) return nullptr;
  for (const auto& [core, brand] : cores()[static_cast<std::size_t>(word.front() - 'a')]) {
    if (is_slip(word, core)) return brand;
  }
  return nullptr;
}

void warm_up_mistyped_names() { cores(); }

}  // namespace mekiki::facts
