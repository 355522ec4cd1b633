// Letters that look alike: two strings with the same skeleton can be taken for one another (UTS #39, plus
// classes that ICU misses: i l 1, 0 o, rn m, vv w; see LIBRARIES notes in the .cpp).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mekiki::names {

// NFKC + case fold, UTS #39 skeleton, then our own classes. For comparing, never for display.
std::string skeleton(std::string_view utf8);

// Letters of more than one script in one label, in a way UTS #39 "highly restrictive" refuses.
bool mixes_scripts(std::string_view utf8_label);

// Damerau-Levenshtein (optimal string alignment) over code points, stopping above `at_most` (then returns at_most + 1).
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t at_most);

}  // namespace mekiki::names
