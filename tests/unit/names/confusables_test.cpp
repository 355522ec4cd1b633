#include "names/confusables.h"

#include <gtest/gtest.h>

#include <random>

#include "base/utf8.h"
#include "conformance_data.h"

namespace mekiki::names {
namespace {

bool alike(std::string_view a, std::string_view b) {
  return skeleton(test::ExactBuffer(a).view()) == skeleton(test::ExactBuffer(b).view());
}

TEST(Skeleton, CopiesOfBrands) {
  const struct {
    std::string_view fake;
    std::string_view real;
  } pairs[] = {
      {"paypa1", "paypal"},
      {"PAYPAI", "paypal"},
      {"paypa|", "paypal"},
      {"\u0440\u0430\u0443\u0440\u0430l", "paypal"},  // Cyrillic
      {"paypa\u04CF", "paypal"},                      // palochka
      {"\u0430\u0440\u0440\u04CF\u0435", "apple"},
      {"payp\u00E1l", "paypal"},
      {"\u1EA1pp\u013A\u0119", "apple"},
      {"arnazon", "amazon"},
      {"amaz0n", "amazon"},
      {"AMAZON", "amazon"},
      {"\u03B1m\u03B1z\u03BFn", "amazon"},  // Greek
      {"АМАЗОΝ", "ama3on"},                 // capitals, Cyrillic and Greek
      {"ΑΜΑΖΟΝ", "amazon"},
      {"КАGОΥА", "kagoya"},
      {"кagоya", "kagoya"},
      {"ᴀᴍᴀᴢᴏɴ", "amazon"},  // small capitals
      {"🅰🅼🅰🆉🅾🅽", "amazon"},  // black squares
      {"vvestern", "western"},
      {"clocomo", "docomo"},
      {"d0c0m0", "docomo"},
      {"rakuten", "\uFF52\uFF41\uFF4B\uFF55\uFF54\uFF45\uFF4E"},                              // full width
      {"\U0001D5CB\U0001D5BA\U0001D5C4\U0001D5CE\U0001D5CD\U0001D5BE\U0001D5C7", "rakuten"},  // mathematical
      {"rak\u200Buten", "rakuten"},
      {"ra\u00ADkuten", "rakuten"},
      {"g\u0585\u0585gle", "google"},  // Armenian
      {"\u30ED", "\u53E3"},            // katakana RO, kanji mouth
      {"\u30CB\u30CB", "\u4E8C\u4E8C"},
      {"\uFF76\uFF9E", "\u30AC"},  // half-width katakana GA
  };
  for (const auto& [fake, real] : pairs)
    EXPECT_TRUE(alike(fake, real)) << fake << " " << skeleton(fake) << " " << skeleton(real);
}

TEST(Skeleton, WhatDiffers) {
  const struct {
    std::string_view a;
    std::string_view b;
  } pairs[] = {
      {"amazon", "rakuten"}, {"cisco", "dsco"},
      {"kagoya", "kagaya"},  {"visa", "uisa"},
      {"jcb", "jc6"},        {"\u304B", "\u304C"},
      {"\u30CF", "\u30D0"},  {"\u30CF", "\u30D1"},
      {"mufg", "nufg"},      {"example.com", "examplecom"},
  };
  for (const auto& [a, b] : pairs) EXPECT_FALSE(alike(a, b)) << a << " " << b;
}

TEST(Skeleton, BoundaryCases) {
  EXPECT_EQ(skeleton(""), "");
  EXPECT_EQ(skeleton("\u200B\u200B"), "");
  EXPECT_EQ(skeleton("c"), "c");
  EXPECT_EQ(skeleton("cl"), "d");
  EXPECT_EQ(skeleton("vvv"), "wv");
  EXPECT_EQ(skeleton("rnn"), "mn");
  static_cast<void>(skeleton(test::ExactBuffer("\xCC").view()));
  static_cast<void>(skeleton(test::ExactBuffer("a\xE3\x81").view()));
}

// The skeleton of a skeleton is itself, and the short way without ICU gives what the long way gives.
TEST(Skeleton, IdempotentAndTheSameWithoutIcu) {
  std::mt19937 random(3);
  constexpr std::string_view alphabet =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._ rrnnvvccll11";
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    const std::size_t size = random() % 12;
    for (std::size_t j = 0; j < size; ++j) text += alphabet[random() % alphabet.size()];
    const std::string once = skeleton(text);
    ASSERT_EQ(skeleton(once), once) << text;
    // The ideograph forces the way through ICU and stands apart from every pair.
    ASSERT_EQ(skeleton(text + "\u8A9E"), once + "\u8A9E") << text;
  }
}

// For each ASCII letter and digit, what others say can be taken for it.
TEST(Skeleton, ConfusablesOfLettersAndDigits) {
  const auto data = test::read_json("confusables/confusables.json");
  if (!data) GTEST_SKIP() << "confusables.json is not here";
  std::size_t pairs = 0;
  std::size_t found = 0;
  for (const auto& [letter, others] : data->items()) {
    if (letter.size() != 1 || (std::isalnum(static_cast<unsigned char>(letter[0])) == 0)) continue;
    for (const auto& other : others) {
      const auto text = other["c"].get<std::string>();
      ++pairs;
      if (alike(text, letter)) ++found;
    }
  }
  EXPECT_GE(pairs, 1300U);
  // The rest differs only before case is folded (long s, lunate sigma) or is no letter (ogonek).
  EXPECT_GE(found * 1000, pairs * 994);
}

TEST(MixesScripts, Labels) {
  for (const char* mixed : {"p\u0430ypal", "\u0440aypal", "go\u03BFgle", "\u30ED\u0430", "a\u0E01"}) {
    EXPECT_TRUE(mixes_scripts(mixed)) << mixed;
  }
  for (const char* plain :
       {"paypal", "", "\u65E5\u672C\u8A9Eabc", "\u30AB\u30B4\u30E4\u30FCjapan", "\u043F\u0440\u0438\u0432\u0435\u0442",
        "b\u00FCcher", "\u3042\u3044-\u6F22\u5B57-1", "\uD55C\uAD6Dabc"}) {
    EXPECT_FALSE(mixes_scripts(plain)) << plain;
  }
}

// Optimal string alignment by its definition, in full.
std::size_t distance_by_definition(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

TEST(EditDistance, Words) {
  EXPECT_EQ(edit_distance("kagoya", "kagoya", 2), 0U);
  EXPECT_EQ(edit_distance("kagoya", "kagyoa", 2), 1U);
  EXPECT_EQ(edit_distance("kagoya", "kgoya", 2), 1U);
  EXPECT_EQ(edit_distance("kagoya", "kagooya", 2), 1U);
  EXPECT_EQ(edit_distance("kagoya", "rakuten", 2), 3U);
  EXPECT_EQ(edit_distance("", "abc", 5), 3U);
  EXPECT_EQ(edit_distance("", "abc", 1), 2U);
  EXPECT_EQ(edit_distance("a", "b", 0), 1U);
  EXPECT_EQ(edit_distance("", "", 0), 0U);
  EXPECT_EQ(edit_distance("ca", "abc", 5), 3U);  // not 2: a letter moved is not edited again
  EXPECT_EQ(edit_distance("\u697D\u5929", "\u697D\u5927", 2), 1U);
  EXPECT_EQ(edit_distance("\u697D\u5929\u5E02", "\u697D\u5E02\u5929", 2), 1U);
}

TEST(EditDistance, AgreesWithTheDefinition) {
  std::mt19937 random(4);
  const auto word = [&] {
    std::string text;
    const std::size_t size = random() % 9;
    for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int i = 0; i < 100000; ++i) {
    const std::string a = word();
    const std::string b = word();
    const std::size_t at_most = random() % 10;
    const std::size_t real = distance_by_definition(a, b);
    ASSERT_EQ(edit_distance(a, b, at_most), std::min(real, at_most + 1)) << a << " " << b << " " << at_most;
  }
}

TEST(EditDistance, LongWordsStopEarly) {
  const std::string a(1 << 20, 'a');
  const std::string b(1 << 20, 'b');
  const test::CpuTime time;
  EXPECT_EQ(edit_distance(a, b, 2), 3U);
  EXPECT_EQ(edit_distance(a + "x", "y" + a, 2), 2U);
  EXPECT_LT(time.seconds(), 10);
}

}  // namespace
}  // namespace mekiki::names
