// What a Japanese name is called: from its reading in hiragana, the ways to write it in kana and in Latin letters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mekiki::knowledge {

// True if `reading` is hiragana and long vowel marks, in words parted by single blanks.
bool is_reading(std::string_view reading);

// The reading without blanks.
std::string joined(std::string_view reading);

// Hepburn romaji, words parted by blanks: with long vowels as they are in kana ("ginkou"), and without ("ginko"), if
// that is different.
std::vector<std::string> romaji_of(std::string_view reading);

}  // namespace mekiki::knowledge
