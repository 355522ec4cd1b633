#include "apps/mekiki/terminal.h"

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace mekiki::apps {
namespace {

TEST(Harmless, NothingOfAMailSteersTheTerminal) {
  EXPECT_EQ(harmless("\x1b[31mred\x1b[0m"), "�[31mred�[0m");
  EXPECT_EQ(harmless("a\rb\nc\td"), "a b c d");
  EXPECT_EQ(harmless(std::string_view("\0\a\x7f", 3)), "���");
  EXPECT_EQ(harmless("\u009b31m"), "�31m");        // C1: CSI in one character
  EXPECT_EQ(harmless("gpj.\u202exe"), "gpj.�xe");  // turns the order of what follows
  EXPECT_EQ(harmless("a\u2066b\u2069"), "a�b�");
  EXPECT_EQ(harmless("line\u2028line"), "line line");
  EXPECT_EQ(harmless("\xff"), "�");
}

TEST(Harmless, OrdinaryTextStays) {
  EXPECT_EQ(harmless("カゴヤ・ジャパン é 👍🏽"), "カゴヤ・ジャパン é 👍🏽");
  EXPECT_EQ(harmless("👩‍💻"), "👩💻") << "the joiner is left out, the pictures stay";
}

TEST(Columns, FollowTheEastAsianWidth) {
  EXPECT_EQ(columns_of("abc"), 3U);
  EXPECT_EQ(columns_of("目利き"), 6U);
  EXPECT_EQ(columns_of("ｱｲｳ"), 3U);      // half-width katakana
  EXPECT_EQ(columns_of("ＡＢ"), 4U);     // full-width letters
  EXPECT_EQ(columns_of("e\u0301"), 1U);  // combining accent
}

TEST(Wrapped, NoLineIsWiderThanAsked) {
  const std::string text =
      "次の件について、至急ご確認ください。Please confirm at once, or your account will be closed「本日中」に。"
      "https://example.jp/a/very/long/path/that/does/not/fit/anywhere/at/all?and=a&query=too";
  for (const std::size_t columns : {20U, 33U, 40U, 80U}) {
    std::string joined;
    for (const std::string& line : wrapped(text, columns)) {
      EXPECT_LE(columns_of(line), columns) << line;
      EXPECT_TRUE(is_valid_utf8(line));
      joined += line;
    }
    std::string without_spaces = text;
    std::erase(without_spaces, ' ');
    std::erase(joined, ' ');
    EXPECT_EQ(joined, without_spaces) << "nothing is lost";
  }
}

TEST(Wrapped, KeepsTheRulesOfJapaneseLineBreaks) {
  for (const std::string& line : wrapped("これは、長い文です。「引用」も、括弧（かっこ）もあります。ーとっも。", 10)) {
    ASSERT_FALSE(line.empty());
    for (const char* forbidden : {"、", "。", "」", "）", "ー", "っ"})
      EXPECT_FALSE(line.starts_with(forbidden)) << line;
    for (const char* forbidden : {"「", "（"}) EXPECT_FALSE(line.ends_with(forbidden)) << line;
  }
}

TEST(Wrapped, KeepsItsOwnLineEnds) {
  EXPECT_EQ(wrapped("a\n\nb", 10), (std::vector<std::string>{"a", "", "b"}));
  EXPECT_EQ(wrapped("", 10), (std::vector<std::string>{""}));
}

TEST(Paragraph, IndentsTheFollowingLines) {
  EXPECT_EQ(paragraph("one two three", Terminal{.columns = 12}, " 1. "), " 1. one two\n    three\n");
}

TEST(Styled, ColoursOnlyWhereWanted) {
  EXPECT_EQ(styled(Terminal{.colours = false}, Style::danger, "x"), "x");
  EXPECT_EQ(styled(Terminal{.colours = true}, Style::danger, "x"), "\x1b[1;31mx\x1b[0m");
  EXPECT_EQ(styled(Terminal{.colours = true}, Style::plain, "x"), "x");
}

}  // namespace
}  // namespace mekiki::apps
