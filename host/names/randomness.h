// Whether a label of a host name was thought up or thrown together: "ho61v7smlr" against "riverside-bakery".
#pragma once

#include <string_view>

namespace mekiki::names {

// How the letters of a label follow one another, in bits: above 0 as in words (of English, romanised Japanese and
// pinyin, and of company names), below 0 as if drawn by lot. Changes between letters and digits but for the first
// count against it. Expects lower-case ASCII; other bytes part the runs of letters.
int wordlikeness(std::string_view label);

// Six or more characters, and so unlike words that fewer than one honest name in a hundred is taken for random.
// Abbreviations of a few consonants are not.
bool looks_random(std::string_view label);

}  // namespace mekiki::names
