#include "base/utf8.h"

#include <gtest/gtest.h>

#include <vector>

namespace mekiki {
namespace {

TEST(Utf8, KeepsWhatIsValid) {
  const std::string text = "Kagoya \u30AB\u30B4\u30E4 \U0001F431\u00E9";
  EXPECT_TRUE(is_valid_utf8(text));
  EXPECT_EQ(to_valid_utf8(text), text);
}

TEST(Utf8, ReplacesEachMaximalInvalidSubpartOnce) {
  EXPECT_EQ(to_valid_utf8("a\xF0\x9F\x98z"), "a\uFFFDz");                    // cut short
  EXPECT_EQ(to_valid_utf8("\xC0\xAF"), "\uFFFD\uFFFD");                      // overlong
  EXPECT_EQ(to_valid_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");            // surrogate
  EXPECT_EQ(to_valid_utf8("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");  // above U+10FFFF
  EXPECT_EQ(to_valid_utf8("\xE3\x81"), "\uFFFD");                            // at the end
  EXPECT_EQ(to_valid_utf8("\x80\xFF"), "\uFFFD\uFFFD");
  EXPECT_FALSE(is_valid_utf8("12345678\xE3\x81"));
}

TEST(Utf8, ReadsCodePointsOneByOne) {
  const std::string text = "a\u3042\xFF\U0001F431";
  std::vector<char32_t> read;
  for (std::size_t position = 0; position < text.size();) read.push_back(next_code_point(text, position));
  EXPECT_EQ(read, (std::vector<char32_t>{'a', 0x3042, 0xFFFD, 0x1F431}));
}

TEST(Utf8, MovesByOneOverInvalidBytes) {
  const std::string text = "\xF0\x9F\x98";
  std::size_t position = 0;
  EXPECT_EQ(next_code_point(text, position), char32_t{0xFFFD});
  EXPECT_EQ(position, 1U);
}

TEST(Utf8, AppendsEveryLengthAndRefusesSurrogates) {
  std::string out;
  for (const char32_t c : {0x41U, 0xE9U, 0x3042U, 0x1F431U, 0xD800U, 0x110000U}) append_utf8(out, c);
  EXPECT_EQ(out, "A\u00E9\u3042\U0001F431\uFFFD\uFFFD");
}

TEST(Utf8, CutsOnACharacter) {
  const std::string text = "\u3042\u3044\u3046";
  EXPECT_EQ(cut_on_character(text, 9), text);
  EXPECT_EQ(cut_on_character(text, 8), "\u3042\u3044");
  EXPECT_EQ(cut_on_character(text, 6), "\u3042\u3044");
  EXPECT_EQ(cut_on_character(text, 2), "");
  EXPECT_EQ(cut_on_character("\x80\x80\x80\x80\x80\x80", 5).size(), 5U);
}

TEST(Utf8, ShortensWithAnEllipsisInsideTheLimit) {
  EXPECT_EQ(shorten("\u3042\u3044\u3046", 9), "\u3042\u3044\u3046");
  EXPECT_EQ(shorten("\u3042\u3044\u3046", 8), "\u3042\u2026");
  EXPECT_EQ(shorten("abcdef", 2), "ab");
  EXPECT_EQ(shorten("abcdef", 0), "");
}

TEST(Utf8, AsciiHelpersLeaveTheRestAlone) {
  EXPECT_EQ(ascii_lower("AbC\u00C9"), "abc\u00C9");
  EXPECT_TRUE(ascii_iequals("Content-TYPE", "content-type"));
  EXPECT_FALSE(ascii_iequals("a", "ab"));
  EXPECT_FALSE(ascii_iequals("@", "`"));
  EXPECT_EQ(trim_ascii(" \t\r\n\f a b \n"), "a b");
  EXPECT_EQ(trim_ascii("  "), "");
}

}  // namespace
}  // namespace mekiki
