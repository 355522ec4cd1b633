#include "base/normalise.h"

#include <gtest/gtest.h>

#include <chrono>

namespace mekiki {
namespace {

// What of the source gave `found` in the normalised text.
std::string source_of(std::string_view source, std::string_view found) {
  const NormalisedText result = normalise(source);
  const std::size_t at = result.text.find(found);
  if (at == std::string::npos) return "not found in: " + result.text;
  const Span span = result.source({at, at + found.size()});
  return std::string(source.substr(span.start, span.size()));
}

void expect_sound(std::string_view source) {
  const NormalisedText result = normalise(source);
  ASSERT_EQ(result.origin.size(), result.text.size() + 1);
  for (std::size_t i = 1; i < result.origin.size(); ++i) ASSERT_LE(result.origin[i - 1], result.origin[i]);
  ASSERT_LE(result.origin.back(), source.size());
  EXPECT_EQ(result.text, normalised(source));
  EXPECT_EQ(normalised(result.text), result.text) << "not stable: " << source;
}

TEST(Normalise, FoldsCaseAndWidth) {
  EXPECT_EQ(normalised("PayPal \uFF30\uFF41\uFF59\uFF30\uFF41\uFF4C STRA\u00DFE"), "paypal paypal strasse");
  EXPECT_EQ(normalised("\uFF11\uFF12\uFF13\uFF20"), "123@");
}

TEST(Normalise, FoldsKatakanaOfBothWidthsIntoHiragana) {
  EXPECT_EQ(normalised("\u30AB\u30B4\u30E4"), "\u304B\u3054\u3084");
  EXPECT_EQ(normalised("\uFF76\uFF7A\uFF9E\uFF94"), "\u304B\u3054\u3084");
  EXPECT_EQ(normalised("\u304B\u3054\u3084"), "\u304B\u3054\u3084");
  EXPECT_EQ(normalised("\u30B3\u3099"), "\u3054");        // combining voicing mark
  EXPECT_EQ(normalised("\u30B3\u309B"), "\u3054");        // spacing voicing mark
  EXPECT_EQ(normalised("\u30B3\u200B\uFF9E"), "\u3054");  // something invisible between
  EXPECT_EQ(normalised("\u30E9\u30FC\u30E1\u30F3"), "\u3089\u30FC\u3081\u3093");
}

TEST(Normalise, TakesInvisibleCharactersOut) {
  EXPECT_EQ(normalised("p\u200Ba\u200Cy\u200Dp\u2060a\uFEFFl"), "paypal");
  EXPECT_EQ(normalised("am\u00ADazon"), "amazon");
  EXPECT_EQ(normalised("\u8449\U000E0100\uFE0F"), "\u8449");
  EXPECT_EQ(normalised("a\U000E0061\U000E007Fb"), "ab");
  EXPECT_EQ(normalised("a\u202Eb\u2066c\u200Ed\u061Ce"), "abcde");
  EXPECT_EQ(normalised("\u3164\u115F\u180E\u034F"), "");
}

TEST(Normalise, CollapsesWhiteSpace) {
  EXPECT_EQ(normalised(" \t\u3000a \r\n\u00A0\u2003b\u2028\u2800 "), "a b");
  EXPECT_EQ(normalised("a \u200B b"), "a b");
  EXPECT_EQ(normalised(" \u3000 "), "");
}

TEST(Normalise, ComposesOverTheEdgeOfAnAsciiRun) {
  EXPECT_EQ(normalised("cafe\u0301 x"), "caf\u00E9 x");
  EXPECT_EQ(normalised("CAFE\u0301"), "caf\u00E9");
}

TEST(Normalise, MapsBackToTheSource) {
  EXPECT_EQ(source_of("xx \uFF76\uFF7A\uFF9E\uFF94 yy", "\u304B\u3054\u3084"), "\uFF76\uFF7A\uFF9E\uFF94");
  EXPECT_EQ(source_of("a p\u200Bay\u00ADpal b", "paypal"), "p\u200Bay\u00ADpal");
  EXPECT_EQ(source_of("see  \u3000 caf\u0065\u0301 now", "caf\u00E9"), "cafe\u0301");
  EXPECT_EQ(source_of("a  b", "a b"), "a  b");
  EXPECT_EQ(source_of("tail   ", "tail"), "tail");
}

TEST(Normalise, TakesTheWholeSourceCharacterWhereOneGaveSeveral) {
  EXPECT_EQ(source_of("(\u337F)", "\u682A\u5F0F"), "\u337F");
  EXPECT_EQ(source_of("(\u337F)", "\u4F1A\u793E"), "\u337F");
}

TEST(Normalise, MapIsSoundForAnyBytes) {
  for (const char* const source :
       {"", "a", " ", "\xFF\xFE", "a\xE3\x81", "\u0301\u0301", "\uFDFA\uFDFA", "\u1100\u1161\u11A8", "A\u030A\u0327",
        "\xF0\x9F\x98 x", "\u00A8 \u00A8", "\U0001F468\u200D\U0001F469", "\u0130\u017F\u1E9E"}) {
    expect_sound(source);
  }
  unsigned state = 1;
  for (int round = 0; round < 2000; ++round) {
    std::string source;
    for (int i = 0; i < 24; ++i) {
      state = state * 1664525 + 1013904223;
      source += static_cast<char>(state >> 24);
    }
    const NormalisedText result = normalise(source);
    ASSERT_EQ(result.origin.size(), result.text.size() + 1);
    for (std::size_t i = 1; i < result.origin.size(); ++i) ASSERT_LE(result.origin[i - 1], result.origin[i]);
  }
}

// Canonical ordering of a run of marks costs the square of its length if nobody cuts the run.
TEST(Normalise, LongRunsOfMarksCostNoMoreThanText) {
  std::string marks = "a";
  for (int i = 0; i < 300000; ++i) marks += i % 2 == 0 ? "\u0301" : "\u0316";
  const auto start = std::chrono::steady_clock::now();
  const NormalisedText result = normalise(marks);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
  EXPECT_EQ(result.origin.size(), result.text.size() + 1);
}

}  // namespace
}  // namespace mekiki
