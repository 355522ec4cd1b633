#include "facts/brand_words.h"

#include <algorithm>
#include <set>
#include <string>

#include "text/automaton.h"

namespace mekiki::facts {
namespace {

// From this length on a label is distinctive enough to count with letters on one side, and on both.
constexpr std::size_t half_free = 5;
constexpr std::size_t free_standing = 7;

struct Labels {
  std::vector<std::string_view> words;
  std::vector<const names::Brand*> brands;
  std::vector<bool> ordinary;
  text::Automaton automaton;
};

Labels build() {
  Labels labels;
  std::set<std::string_view> ordinary_words;
  for (const names::Brand& brand : names::brands()) {
    ordinary_words.insert(brand.weak_names.begin(), brand.weak_names.end());
  }
  for (const names::Brand& brand : names::brands()) {
    for (const std::string_view word : brand.labels) {
      labels.words.push_back(word);
      labels.brands.push_back(&brand);
      labels.ordinary.push_back(ordinary_words.contains(word));
    }
  }
  labels.automaton = text::Automaton(labels.words);
  return labels;
}

const Labels& labels() {
  static names::OfOrganisations<Labels> built;
  return built.get(build);
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

std::vector<BrandWord> brand_words_in(std::string_view text) {
  std::vector<BrandWord> found;
  const Labels& known = labels();
  known.automaton.scan(text, [&](std::uint32_t pattern, std::size_t start, std::size_t end) {
    const bool left = start == 0 || !is_letter(text[start - 1]);
    const bool right = end == text.size() || !is_letter(text[end]);
    const std::size_t length = end - start;
    const bool counts = (left && right) || (!known.ordinary[pattern] && length >= half_free && (left || right)) ||
                        (!known.ordinary[pattern] && length >= free_standing);
    if (counts) found.push_back({known.brands[pattern], {start, end}, left && right});
  });
  std::sort(found.begin(), found.end(), [](const BrandWord& a, const BrandWord& b) {
    return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
  });
  std::vector<BrandWord> kept;
  for (const BrandWord& word : found) {
    if (kept.empty() || word.span.start >= kept.back().span.end) kept.push_back(word);
  }
  return kept;
}

void warm_up_brand_words() { labels(); }

}  // namespace mekiki::facts
