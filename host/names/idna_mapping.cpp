#include "names/idna_mapping.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace mekiki::names {
namespace {

// Code points from..to are mapped to `target` and those after it; target 0: ignored.
struct Mapping {
  char32_t from;
  char32_t to;
  char32_t target;
};

// IdnaMappingTable.txt of Unicode 17, compared with what ICU 72 does for each assigned code point. Ordered.
constexpr std::array mappings{
    Mapping{0x00AD, 0x00AD, 0},         // soft hyphen
    Mapping{0x034F, 0x034F, 0},         // combining grapheme joiner
    Mapping{0x04C0, 0x04C0, 0x04CF},    // palochka
    Mapping{0x10A0, 0x10C5, 0x2D00},    // Georgian capitals
    Mapping{0x115F, 0x1160, 0},         // Hangul fillers
    Mapping{0x17B4, 0x17B5, 0},         // Khmer inherent vowels
    Mapping{0x180B, 0x180F, 0},         // Mongolian variation selectors and vowel separator
    Mapping{0x1E9E, 0x1E9E, 0x00DF},    // capital sharp s
    Mapping{0x200B, 0x200B, 0},         // zero width space
    Mapping{0x2060, 0x2064, 0},         // word joiner, invisible operators
    Mapping{0x206A, 0x206F, 0},         // deprecated format characters
    Mapping{0x2132, 0x2132, 0x214E},    // turned capital F
    Mapping{0x2183, 0x2183, 0x2184},    // Roman numeral reversed one hundred
    Mapping{0x3164, 0x3164, 0},         // Hangul filler
    Mapping{0xA7CB, 0xA7CB, 0x0264},    // capital rams horn
    Mapping{0xA7DC, 0xA7DC, 0x019B},    // capital lambda with stroke
    Mapping{0xA7F1, 0xA7F1, 's'},       // modifier letter capital S
    Mapping{0xFE00, 0xFE0F, 0},         // variation selectors
    Mapping{0xFEFF, 0xFEFF, 0},         // zero width no-break space
    Mapping{0xFFA0, 0xFFA0, 0},         // half-width Hangul filler
    Mapping{0x1CCD6, 0x1CCEF, 'a'},     // outlined Latin capitals
    Mapping{0x1CCF0, 0x1CCF9, '0'},     // outlined digits
    Mapping{0x1D173, 0x1D17A, 0},       // musical format characters
    Mapping{0x2F868, 0x2F868, 0x36FC},  // CJK compatibility ideographs of Unicode's corrigendum 4
    Mapping{0x2F874, 0x2F874, 0x5F53}, Mapping{0x2F91F, 0x2F91F, 0x243AB}, Mapping{0x2F95F, 0x2F95F, 0x7AEE},
    Mapping{0x2F9BF, 0x2F9BF, 0x45D7}, Mapping{0xE0100, 0xE01EF, 0},  // variation selectors
};

}  // namespace

std::string map_as_unicode_17(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t position = 0; position < utf8.size();) {
    const char32_t code_point = next_code_point(utf8, position);
    const auto found = std::ranges::lower_bound(mappings, code_point, {}, &Mapping::to);
    if (found == mappings.end() || code_point < found->from) {
      append_utf8(out, code_point);
    } else if (found->target != 0) {
      append_utf8(out, found->target + (code_point - found->from));
    }
  }
  return out;
}

}  // namespace mekiki::names
