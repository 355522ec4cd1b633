// What a sender's style keeps from the reader, and what it does not.
#include <gtest/gtest.h>

#include <string>

#include "html/document.h"

namespace mekiki::html {
namespace {

// "reason:text" of each, parted by " | ".
std::string hidden(std::string_view html) {
  constexpr std::string_view names[] = {"display_none", "visibility", "zero_size",        "tiny_font", "same_colour",
                                        "transparent",  "off_screen", "hidden_attribute", "clipped"};
  std::string out;
  for (const HiddenText& text : read_document(html).hidden) {
    out += (out.empty() ? "" : " | ") + std::string(names[static_cast<std::size_t>(text.reason)]) + ":" + text.text;
  }
  return out;
}

std::string visible(std::string_view html) { return read_document(html).visible.text; }

TEST(HiddenText, EachWayOfHiding) {
  EXPECT_EQ(hidden("<p style='display:none'>x</p>"), "display_none:x");
  EXPECT_EQ(hidden("<p style='DISPLAY : None !important; color:red'>x</p>"), "display_none:x");
  EXPECT_EQ(hidden("<p style='visibility:hidden'>x</p>"), "visibility:x");
  EXPECT_EQ(hidden("<p style='font-size:0'>x</p>"), "tiny_font:x");
  EXPECT_EQ(hidden("<p style='font-size:1.5pt'>x</p>"), "tiny_font:x");
  EXPECT_EQ(hidden("<p style='font:0/0 a'>x</p>"), "tiny_font:x");
  EXPECT_EQ(hidden("<p style='font-size:10%'><b style='font-size:50%'>x</b></p>"), "tiny_font:x");
  EXPECT_EQ(hidden("<p style='color:#fff'>x</p>"), "same_colour:x");
  EXPECT_EQ(hidden("<font color=white>x</font>"), "same_colour:x");
  EXPECT_EQ(hidden("<font color='#FDFDFD'>x</font>"), "same_colour:x");
  EXPECT_EQ(hidden("<table bgcolor=navy><tr><td><span style='color:rgb(0,0,128)'>x</span></table>"), "same_colour:x");
  EXPECT_EQ(hidden("<body bgcolor=000000><p>x</p>"), "same_colour:x");
  EXPECT_EQ(hidden("<p style='color:transparent'>x</p>"), "transparent:x");
  EXPECT_EQ(hidden("<p style='color:rgba(0 0 0 / 0%)'>x</p>"), "transparent:x");
  EXPECT_EQ(hidden("<p style='opacity:0'>x</p>"), "transparent:x");
  EXPECT_EQ(hidden("<p style='position:absolute;left:-9999px'>x</p>"), "off_screen:x");
  EXPECT_EQ(hidden("<p style='text-indent:-9999em'>x</p>"), "");
  EXPECT_EQ(hidden("<p style='text-indent:-9999px'>x</p>"), "off_screen:x");
  EXPECT_EQ(hidden("<p style='margin:0 0 0 -2000px'>x</p>"), "off_screen:x");
  EXPECT_EQ(hidden("<div style='max-height:0;overflow:hidden'>x</div>"), "zero_size:x");
  EXPECT_EQ(hidden("<div style='width:1px;height:1px;overflow:hidden'>x</div>"), "zero_size:x");
  EXPECT_EQ(hidden("<p style='position:absolute;clip:rect(0 0 0 0)'>x</p>"), "clipped:x");
  EXPECT_EQ(hidden("<p style='position:absolute;clip-path:inset(50%)'>x</p>"), "clipped:x");
  EXPECT_EQ(hidden("<p style='transform:scale(0)'>x</p>"), "zero_size:x");
  EXPECT_EQ(hidden("<p hidden>x</p>"), "hidden_attribute:x");
  EXPECT_EQ(hidden("<template>x</template>"), "display_none:x");
}

TEST(HiddenText, WhatOnlyLooksLikeHiding) {
  for (const char* const html : {"<p style='mso-hide:all'>x</p>",
                                 "<p style='font-size:0'><b style='font-size:12px'>x</b></p>",
                                 "<p style='visibility:hidden'><b style='visibility:visible'>x</b></p>",
                                 "<p style='max-height:0'>x</p>",
                                 "<table><tr><td style='height:0;overflow:hidden'>x</table>",
                                 "<span style='width:0;overflow:hidden'>x</span>",
                                 "<p style='color:#fff;background:#fff url(dark.png)'>x</p>",
                                 "<p hidden style='display:block'>x</p>",
                                 "<table background=dark.png><tr><td><font color=white>x</font></table>",
                                 "<p style='color:#777'>x</p>",
                                 "<p style='left:-9999px'>x</p>",
                                 "<p style='font:bold 12px/1 a'>x</p>",
                                 "<p style='font:700 12px a'>x</p>",
                                 "<td style='color:#fff'><a href=u>x</a></td>",
                                 "<p style='opacity:.5'>x</p>",
                                 "<p style='/*display:none*/'>x</p>",
                                 "<p style='color:var(--c)'>x</p>",
                                 "<p style='text-indent:-20px'>x</p>",
                                 "<p style='--x:{display:none}'>x</p>",
                                 "<tr style='display:none'>x</tr>"}) {
    EXPECT_EQ(hidden(html), "") << html;
    EXPECT_EQ(visible(html), "x") << html;
  }
}

TEST(HiddenText, EndsWhereItsElementEnds) {
  EXPECT_EQ(visible("a<span style='display:none'>no</span>b<div style='display:none'>no<p>no</div>c"), "abc");
  EXPECT_EQ(visible("<div style='display:none'><p>no</div>yes"), "yes");
  EXPECT_EQ(visible("<div style='display:none'><font size=2></div>yes</font>"), "yes");
  EXPECT_EQ(visible("<o:p style='display:none'>no</o:p>yes"), "yes");
  // A stray end tag does not reach over a block.
  EXPECT_EQ(visible("<span style='display:none'><div></span>no</div>no</span>yes"), "yes");
}

// The standard moves what is misplaced in a table out of it.
TEST(HiddenText, MisplacedTextLeavesTheTable) {
  EXPECT_EQ(visible("<table style='display:none'>one<tr><td>no</td></tr><div>two</div></table>"), "one\ntwo");
}

TEST(HiddenText, IsOneRunWhileNothingShowsBetween) {
  EXPECT_EQ(hidden("<div style='display:none'>one <b>two</b><p>three</p></div> <div style='display:none'>four</div>five"
                   "<div style='display:none'>six</div>"),
            "display_none:one two\nthree\nfour | display_none:six");
}

TEST(HiddenText, BlanksAloneAreNone) {
  EXPECT_EQ(hidden("<p style='display:none'>&nbsp;&zwnj; &#8203;\u3000</p>x"), "");
  EXPECT_EQ(hidden("<p style='display:none'>&nbsp;.</p>x"), "display_none:\u00A0.");
}

TEST(HiddenText, FormattingEndTagsCloseWhatTheyHold) {
  EXPECT_EQ(visible("<b><span style='display:none'>no</b>yes"), "yes");
  EXPECT_EQ(visible("<b><div><span style='display:none'>no</b>yes</div>"), "yes");
  EXPECT_EQ(visible("<div style='display:none'><b>no</div>yes"), "yes");
  EXPECT_EQ(visible("<font color=white><p>no</font>yes</p>"), "yes");
}

TEST(HiddenText, BySheet) {
  EXPECT_EQ(hidden("<style>.x{display:none}</style><p class='a X'>x</p>"), "display_none:x");
  EXPECT_EQ(hidden("<style>#x{display:none}</style><p id=x>x</p>"), "display_none:x");
  EXPECT_EQ(hidden("<style>p{display:none}</style><p>x</p>"), "display_none:x");
  EXPECT_EQ(hidden("<style>p.x.y{display:none}</style><p class='y x'>x</p><p class=x>z</p>"), "display_none:x");
  EXPECT_EQ(hidden("<style>body .x, h1{display:none}</style><p class=x>x</p>"), "display_none:x");
  EXPECT_EQ(hidden("<style><!-- .x{display:none} --></style><p class=x>x</p>"), "display_none:x");
  EXPECT_EQ(hidden("<style>.\\78{d\\69splay:none}</style><p class=x>x</p>"), "display_none:x");
  EXPECT_EQ(hidden("<style>@media screen{.x{display:none}}</style><p class=x>x</p>"), "display_none:x");
  EXPECT_EQ(hidden("<style>@media (min-width:1px){.x{display:none}}</style><p class=x>x</p>"), "display_none:x");
}

TEST(HiddenText, ByASheetThatComesLate) {
  EXPECT_EQ(hidden("<p class=x>x</p><style>.x{display:none}</style>"), "display_none:x");
  EXPECT_EQ(visible("<p class=x>x</p>y<style>.x{display:none}</style>"), "y");
}

TEST(HiddenText, TheCascadeDecides) {
  EXPECT_EQ(hidden("<style>.x{display:none}</style><p class=x style='display:block'>x</p>"), "");
  EXPECT_EQ(hidden("<style>.x{display:none!important}</style><p class=x style='display:block'>x</p>"),
            "display_none:x");
  EXPECT_EQ(hidden("<style>.x{display:none}.y{display:block}</style><p class='y x'>x</p>"), "");
  EXPECT_EQ(hidden("<style>#i{display:block}p{display:none}.x{display:none}</style><p class=x id=i>x</p>"), "");
}

TEST(HiddenText, RulesThatDoNotApply) {
  for (const char* const rule :
       {"@media print{.x{display:none}}", "@media (max-width:480px){.x{display:none}}", ".x:hover{display:none}",
        "@media only screen and (max-width:600px){.x{display:none}}", ".y .x{display:none}", ".x::before{display:none}",
        "@media not screen{.x{display:none}}", ".x[y]{display:none}", "@font-face{.x{display:none}}",
        "/*.x{display:none}*/", ".x{y{display:none}}"}) {
    EXPECT_EQ(hidden("<style>" + std::string(rule) + "</style><p class=x>x</p>"), "") << rule;
  }
}

TEST(HiddenText, ColoursOfLongSelectorsAreNotReliedOn) {
  EXPECT_EQ(hidden("<style>table .x{background:navy}</style><table><tr><td class=x><font color=white>x</font></table>"),
            "");
  EXPECT_EQ(hidden("<style>.x{background:navy}</style><p class=x><font color=white>x</font></p>"), "");
}

TEST(HiddenLinks, AreMarked) {
  const auto link = [](std::string_view html) {
    const Document document = read_document(html);
    return document.links.empty() ? Link{} : document.links[0];
  };
  EXPECT_TRUE(link("<div style='display:none'><a href=u>x</a></div>").hidden);
  EXPECT_EQ(link("<div style='display:none'><a href=u>x</a></div>").text, "x");
  EXPECT_TRUE(link("<a href=u style='color:#fff'>x</a>").hidden);
  EXPECT_TRUE(link("<a href=u style='font-size:0'>x</a>").hidden);
  EXPECT_FALSE(link("<a href=u style='font-size:0'>x<img src=i></a>").hidden);
  EXPECT_FALSE(link("<a href=u>seen<span style='display:none'>not</span></a>").hidden);
  EXPECT_EQ(link("<a href=u>seen<span style='display:none'>not</span></a>").text, "seen");
  EXPECT_FALSE(link("<a href=u></a>").hidden);
}

}  // namespace
}  // namespace mekiki::html
