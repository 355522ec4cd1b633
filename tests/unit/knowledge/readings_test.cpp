// Readings of Japanese names, as people write them in Latin letters.
#include "knowledge/compile/readings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "knowledge/compile/brands.h"
#include "knowledge_files.h"

namespace mekiki::knowledge {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Readings, RomajiWithAndWithoutLongVowels) {
  EXPECT_THAT(romaji_of("みつい すみとも ぎんこう"), ElementsAre("mitsui sumitomo ginkou", "mitsui sumitomo ginko"));
  EXPECT_THAT(romaji_of("にほん ゆうびん"), ElementsAre("nihon yuubin", "nihon yubin"));
  EXPECT_THAT(romaji_of("おおさか がす"), ElementsAre("oosaka gasu", "osaka gasu"));
}

TEST(Readings, RomajiOfSmallAndDoubledKana) {
  EXPECT_THAT(romaji_of("にっぽん"), ElementsAre("nippon"));
  EXPECT_THAT(romaji_of("まっちゃ"), ElementsAre("matcha"));
  EXPECT_THAT(romaji_of("しゃかい ちょきん じゅく"), ElementsAre("shakai chokin juku"));
  EXPECT_THAT(romaji_of("ふぁみりー"), ElementsAre("famiri")) << "the mark says only how long";
}

TEST(Readings, KanaWithoutBlanks) { EXPECT_EQ(joined("やまと うんゆ"), "やまとうんゆ"); }

TEST(Readings, OnlyHiraganaInWords) {
  EXPECT_TRUE(is_reading("やまと うんゆ"));
  EXPECT_TRUE(is_reading("ろーそん"));
  for (const char* wrong : {"", " やまと", "やまと ", "やまと  うんゆ", "ヤマト", "yamato", "大和"})
    EXPECT_FALSE(is_reading(wrong)) << wrong;
}

TEST(Readings, MakeNamesOfTheEntry) {
  const KnowledgeFiles files;
  json entry = brand_entry("alpha");
  entry["readings"] = {"やまと うんゆ", "ヤマト"};
  Problems problems;
  const auto brands = read_brands({files.write_list("jp_test.json", "brands", json::array({entry}))}, problems);
  ASSERT_EQ(brands.size(), 1U);
  EXPECT_THAT(brands.front().names, Contains("やまとうんゆ"));
  EXPECT_THAT(brands.front().names, Contains("yamato unyu"));
  EXPECT_TRUE(brands.front().katakana_names.contains("やまとうんゆ"));
  EXPECT_THAT(problems.lines(), ElementsAre(HasSubstr("is not hiragana")));
}

}  // namespace
}  // namespace mekiki::knowledge
