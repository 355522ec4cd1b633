// Style sheets as far as they are read: tokens, colours, lengths.
#include <gtest/gtest.h>

#include <vector>

#include "html/css_tokenizer.h"
#include "html/css_values.h"

namespace mekiki::html {
namespace {

struct Css {
  explicit Css(std::string_view text) : tokenizer(text) {
    for (CssToken token = tokenizer.next_solid(); token.kind != CssToken::Kind::end; token = tokenizer.next_solid()) {
      tokens.push_back(token);
    }
  }

  CssTokenizer tokenizer;
  std::vector<CssToken> tokens;
};

// "#rrggbb", or what is known instead.
std::string written(const Paint& paint) {
  if (paint.kind == Paint::Kind::unset) return "unset";
  if (paint.kind == Paint::Kind::transparent) return "transparent";
  if (paint.kind == Paint::Kind::uncertain) return "uncertain";
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "#";
  for (unsigned shift = 24; shift > 0; shift -= 4) out += digits[(paint.rgb >> (shift - 4)) & 0xF];
  return out;
}

std::string colour(std::string_view text) { return written(css_colour(Css(text).tokens)); }

TEST(CssTokens, OfEveryKind) {
  const Css css("a-b -c --d \\66oo x( @m #h 'it\\'s' \"q\" url( u ) url('v') -1.5px 50% 3 <!-- --> /* */ {:;");
  std::string kinds;
  for (const CssToken& token : css.tokens) kinds += std::to_string(static_cast<int>(token.kind)) + " ";
  using Kind = CssToken::Kind;
  std::string expected;
  for (const Kind kind :
       {Kind::ident, Kind::ident, Kind::ident, Kind::ident, Kind::function, Kind::at_keyword, Kind::hash, Kind::string,
        Kind::string, Kind::url, Kind::url, Kind::dimension, Kind::percentage, Kind::number, Kind::comment_mark,
        Kind::comment_mark, Kind::delim, Kind::delim, Kind::delim}) {
    expected += std::to_string(static_cast<int>(kind)) + " ";
  }
  EXPECT_EQ(kinds, expected);
  EXPECT_EQ(css.tokens[3].text, "foo");
  EXPECT_EQ(css.tokens[7].text, "it's");
  EXPECT_EQ(css.tokens[9].text, "u");
  EXPECT_EQ(css.tokens[10].text, "v");
  EXPECT_FLOAT_EQ(css.tokens[11].number, -1.5F);
  EXPECT_EQ(css.tokens[11].text, "px");
}

TEST(CssTokens, CutShort) {
  for (const char* const text :
       {"'abc", "url(", "url('", "url(a", "/*", "\\", "a\\", "@", "#", "-", "+.", "'\\", "\"\\\n", "<!-", "1e"}) {
    const std::string exact(text);
    EXPECT_LE(Css(exact).tokens.size(), 3U) << text;
  }
}

TEST(CssColours, AsWritten) {
  EXPECT_EQ(colour("#ABC"), "#aabbcc");
  EXPECT_EQ(colour("#abcdef"), "#abcdef");
  EXPECT_EQ(colour("#abcdef00"), "transparent");
  EXPECT_EQ(colour("#abcf"), "#aabbcc");
  EXPECT_EQ(colour("#abcdef80"), "uncertain");
  EXPECT_EQ(colour("#ab"), "unset");
  EXPECT_EQ(colour("ReBeccaPurple"), "#663399");
  EXPECT_EQ(colour("transparent"), "transparent");
  EXPECT_EQ(colour("rgb(1, 2,3)"), "#010203");
  EXPECT_EQ(colour("rgb(100% 0% 50%)"), "#ff0080");
  EXPECT_EQ(colour("rgba(1,2,3,.0)"), "transparent");
  EXPECT_EQ(colour("rgb(300,-5,0)"), "#ff0000");
  EXPECT_EQ(colour("rgb(var(--x))"), "uncertain");
  EXPECT_EQ(colour("hsl(0 0% 0%)"), "uncertain");
  EXPECT_EQ(colour("none"), "unset");
  EXPECT_EQ(colour(""), "unset");
  EXPECT_EQ(colour("ffeedd"), "#ffeedd");  // quirks mode
}

// HTML standard, section 2.3.6.
TEST(CssColours, OfOldAttributes) {
  EXPECT_EQ(written(legacy_colour("#FFF")), "#ffffff");
  EXPECT_EQ(written(legacy_colour(" White ")), "#ffffff");
  EXPECT_EQ(written(legacy_colour("ffffff")), "#ffffff");
  EXPECT_EQ(written(legacy_colour("#1234567890")), "#125690");
  EXPECT_EQ(written(legacy_colour("chucknorris")), "#c00000");
  EXPECT_EQ(written(legacy_colour("sick")), "#00c000");
  EXPECT_EQ(written(legacy_colour("#")), "#000000");
  EXPECT_EQ(written(legacy_colour("transparent")), "unset");
  EXPECT_EQ(written(legacy_colour("")), "unset");
  EXPECT_EQ(written(legacy_colour("\u3042")), "#000000");
}

TEST(CssLengths, InPx) {
  const auto px = [](std::string_view text) {
    const auto length = css_length(Css(text).tokens.at(0));
    return length && length->kind == Length::Kind::px ? length->value : -1.0F;
  };
  EXPECT_FLOAT_EQ(px("12px"), 12);
  EXPECT_FLOAT_EQ(px("9PT"), 12);
  EXPECT_FLOAT_EQ(px("1in"), 96);
  EXPECT_FLOAT_EQ(px("0"), 0);
  EXPECT_FLOAT_EQ(px("0furlong"), 0);
  EXPECT_FLOAT_EQ(px("3furlong"), -1);
  EXPECT_FLOAT_EQ(px("auto"), -1);
  EXPECT_EQ(css_length(Css("50%").tokens.at(0))->kind, Length::Kind::factor);
  EXPECT_FLOAT_EQ(css_font_size(Css("x-small").tokens.at(0))->value, 10);
}

}  // namespace
}  // namespace mekiki::html
