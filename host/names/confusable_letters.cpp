#include "names/confusable_letters.h"

#include <algorithm>
#include <array>

namespace mekiki::names {
namespace {

// from..to look like `target` and the letters after it. Ordered.
struct Lookalike {
  char32_t from;
  char32_t to;
  char32_t target;
};

// Cyrillic and Greek small letters drawn like Latin small capitals or small letters, phonetic small capitals, and the
// letters in filled shapes that have no compatibility mapping to ASCII.
constexpr std::array lookalikes{
    Lookalike{0x0127, 0x0127, 'h'},    // h with stroke
    Lookalike{0x0138, 0x0138, 'k'},    // kra
    Lookalike{0x0262, 0x0262, 'g'},    // small capitals of the phonetic alphabet
    Lookalike{0x026A, 0x026A, 'i'},    //
    Lookalike{0x0274, 0x0274, 'n'},    //
    Lookalike{0x0280, 0x0280, 'r'},    //
    Lookalike{0x028F, 0x028F, 'y'},    //
    Lookalike{0x0299, 0x0299, 'b'},    //
    Lookalike{0x029C, 0x029C, 'h'},    //
    Lookalike{0x029F, 0x029F, 'l'},    //
    Lookalike{0x03B2, 0x03B2, 'b'},    // beta
    Lookalike{0x03B5, 0x03B5, 'e'},    // epsilon
    Lookalike{0x03B7, 0x03B7, 'n'},    // eta
    Lookalike{0x03BA, 0x03BA, 'k'},    // kappa
    Lookalike{0x03BC, 0x03BC, 'u'},    // mu
    Lookalike{0x03C4, 0x03C4, 't'},    // tau
    Lookalike{0x03C7, 0x03C7, 'x'},    // chi
    Lookalike{0x03C9, 0x03C9, 'w'},    // omega
    Lookalike{0x0432, 0x0432, 'b'},    // ve
    Lookalike{0x0433, 0x0433, 'r'},    // ghe
    Lookalike{0x043A, 0x043A, 'k'},    // ka
    Lookalike{0x043C, 0x043C, 'm'},    // em
    Lookalike{0x043D, 0x043D, 'h'},    // en
    Lookalike{0x043F, 0x043F, 'n'},    // pe
    Lookalike{0x0442, 0x0442, 't'},    // te
    Lookalike{0x0448, 0x0448, 'w'},    // sha
    Lookalike{0x0449, 0x0449, 'w'},    // shcha
    Lookalike{0x044C, 0x044C, 'b'},    // soft sign
    Lookalike{0x0454, 0x0454, 'e'},    // Ukrainian ie
    Lookalike{0x04CF, 0x04CF, 'l'},    // palochka
    Lookalike{0x1D00, 0x1D00, 'a'},    // small capitals
    Lookalike{0x1D04, 0x1D05, 'c'},    // c, d
    Lookalike{0x1D07, 0x1D07, 'e'},    //
    Lookalike{0x1D0A, 0x1D0B, 'j'},    // j, k
    Lookalike{0x1D0D, 0x1D0D, 'm'},    //
    Lookalike{0x1D0F, 0x1D0F, 'o'},    //
    Lookalike{0x1D18, 0x1D18, 'p'},    //
    Lookalike{0x1D1B, 0x1D1C, 't'},    // t, u
    Lookalike{0x1D20, 0x1D21, 'v'},    // v, w
    Lookalike{0x1D22, 0x1D22, 'z'},    //
    Lookalike{0xA730, 0xA730, 'f'},    //
    Lookalike{0xA731, 0xA731, 's'},    //
    Lookalike{0x1F150, 0x1F169, 'a'},  // white letters in black circles
    Lookalike{0x1F170, 0x1F189, 'a'},  // and in black squares
    Lookalike{0x1F1E6, 0x1F1FF, 'a'},  // regional indicators
};

}  // namespace

char32_t ascii_lookalike(char32_t code_point) {
  const auto found = std::ranges::lower_bound(lookalikes, code_point, {}, &Lookalike::to);
  if (found == lookalikes.end() || code_point < found->from) return code_point;
  return found->target + (code_point - found->from);
}

}  // namespace mekiki::names
