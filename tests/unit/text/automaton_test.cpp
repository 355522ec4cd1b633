#include "text/automaton.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <tuple>

namespace mekiki::text {
namespace {

using Hit = std::tuple<std::uint32_t, std::size_t, std::size_t>;  // pattern, start, end

std::vector<Hit> hits(const std::vector<std::string_view>& patterns, std::string_view text) {
  std::vector<Hit> found;
  Automaton(patterns).scan(text, [&](std::uint32_t pattern, std::size_t start, std::size_t end) {
    found.emplace_back(pattern, start, end);
  });
  return found;
}

TEST(Automaton, FindsPatternsInsideAndBehindOneAnother) {
  EXPECT_THAT(hits({"he", "she", "his", "hers"}, "ushers"),
              testing::UnorderedElementsAre(Hit{1, 1, 4}, Hit{0, 2, 4}, Hit{3, 2, 6}));
}

TEST(Automaton, FindsOverlappingOccurrences) {
  EXPECT_THAT(hits({"aa"}, "aaaa"), testing::ElementsAre(Hit{0, 0, 2}, Hit{0, 1, 3}, Hit{0, 2, 4}));
}

TEST(Automaton, ReportsEveryIndexOfEqualPatterns) {
  EXPECT_THAT(hits({"ab", "x", "ab"}, "cab"), testing::UnorderedElementsAre(Hit{0, 1, 3}, Hit{2, 1, 3}));
}

TEST(Automaton, EmptyPatternsAndTextsGiveNothing) {
  EXPECT_THAT(hits({"", "a"}, "ba"), testing::ElementsAre(Hit{1, 1, 2}));
  EXPECT_THAT(hits({"a"}, ""), testing::IsEmpty());
  EXPECT_THAT(hits({}, "abc"), testing::IsEmpty());
}

TEST(Automaton, MatchesBytesOfEveryValue) {
  const std::string text("\x00\xFF\x80\x00\xFF", 5);
  const std::string pattern("\x00\xFF", 2);
  EXPECT_THAT(hits({pattern}, text), testing::ElementsAre(Hit{0, 0, 2}, Hit{0, 3, 5}));
}

TEST(Automaton, HitsComeInOrderOfTheirEnd) {
  std::size_t last = 0;
  Automaton(std::vector<std::string_view>{"abcd", "b", "bc", "d"})
      .scan("abcdabcd", [&](std::uint32_t, std::size_t, std::size_t end) {
        EXPECT_GE(end, last);
        last = end;
      });
  EXPECT_EQ(last, 8U);
}

// The same as looking for each pattern by itself, on random words of a small alphabet.
TEST(Automaton, AgreesWithSearchingOneByOne) {
  std::mt19937 random(20251);
  const auto word = [&](std::size_t length) {
    std::string made;
    for (std::size_t i = 0; i < length; ++i) made.push_back(static_cast<char>('a' + random() % 3));
    return made;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> words;
    for (int i = 0; i < 12; ++i) words.push_back(word(1 + random() % 5));
    const std::vector<std::string_view> patterns(words.begin(), words.end());
    const std::string text = word(60);
    std::vector<Hit> expected;
    for (std::uint32_t p = 0; p < patterns.size(); ++p) {
      for (std::size_t at = text.find(patterns[p]); at != std::string::npos; at = text.find(patterns[p], at + 1)) {
        expected.emplace_back(p, at, at + patterns[p].size());
      }
    }
    EXPECT_THAT(hits(patterns, text), testing::UnorderedElementsAreArray(expected)) << text;
  }
}

}  // namespace
}  // namespace mekiki::text
