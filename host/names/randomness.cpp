#include "names/randomness.h"

#include <array>
#include <cstddef>

#include "names/ascii.h"

namespace mekiki::names {
namespace {

// Row: a letter, column: the letter after it. Bits by which the pair is more frequent in words than chance would have
// it, plus 6. Counted over words of manual pages, made-up syllable words of Japanese and Chinese, and company names;
// rz, sz, cz, dz, zt raised for Polish.
constexpr std::array<std::string_view, 26> pairs = {
    "46763464635778462878554453", "85657453753764761665733453", "73547438627743841657632145",
    "75569544833654752665644245", "65675554534668454877454654", "78557743902644740666623241",
    "74559456733656752776633344", "93448322814554831556723042", "66766563334769762677453535",
    "84558434825344862474844321", "85559445824554751575734273", "74469433813743842466643263",
    "96558432704564771465622152", "74677684736455752578554264", "56664554535778671876756443",
    "84558445714755761867623252", "64556444722755654566944333", "84669452815565741677643065",
    "74648437715554763478734255", "74648537824554751776634264", "66656553635778561777333344",
    "84549443812454640565423232", "84558436814546741765623232", "64758544714564572578544553",
    "85557443723666771576734234", "84449427823554742345733255",
};
constexpr int chance = 6;
constexpr int bits_of_a_change = 3;
constexpr int random_at = -7;
constexpr std::size_t shortest = 6;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

int wordlikeness(std::string_view label) {
  int bits = 0, changes = 0;
  for (std::size_t i = 1; i < label.size(); ++i) {
    const char before = label[i - 1], c = label[i];
    if (is_lower(before) && is_lower(c)) {
      bits += pairs[static_cast<std::size_t>(before - 'a')][static_cast<std::size_t>(c - 'a')] - '0' - chance;
    }
    const bool change = (is_lower(before) && ascii::is_digit(c)) || (ascii::is_digit(before) && is_lower(c));
    changes += change ? 1 : 0;
  }
  return bits - (changes > 1 ? (changes - 1) * bits_of_a_change : 0);
}

bool looks_random(std::string_view label) {
  return label.size() >= shortest && !label.starts_with("xn--") && wordlikeness(label) <= random_at;
}

}  // namespace mekiki::names
