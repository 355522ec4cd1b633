// What a reader sees of a mail's HTML, and where it leads.
#include "html/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.h"

namespace mekiki::html {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string visible(std::string_view html) { return read_document(html).visible.text; }

std::vector<std::string> hrefs(const Document& document, LinkKind kind) {
  std::vector<std::string> found;
  for (const Link& link : document.links) {
    if (link.kind == kind) found.push_back(link.href);
  }
  return found;
}

std::string source_of(std::string_view html, Span span) { return std::string(html.substr(span.start, span.size())); }

Link only_anchor(std::string_view html) {
  const Document document = read_document(html);
  Link found;
  int count = 0;
  for (const Link& link : document.links) {
    if (link.kind == LinkKind::anchor) found = link, ++count;
  }
  EXPECT_EQ(count, 1) << html;
  return found;
}

TEST(VisibleText, BlocksStandOnLinesOfTheirOwn) {
  EXPECT_EQ(visible("<div>Dear  customer,</div><p>your\n account<br>is <b>clo</b>sed<ul><li>one<li>two</ul>bye"),
            "Dear customer,\nyour account\nis closed\none\ntwo\nbye");
}

TEST(VisibleText, CellsOfARowStandOnOneLine) {
  EXPECT_EQ(visible("<table><tr><td>Order<td>123<tr><th>Sum</th><td>\u00A5500</td></tr></table>"),
            "Order 123\nSum \u00A5500");
}

TEST(VisibleText, LeavesOutWhatIsNotText) {
  EXPECT_EQ(visible("<title>t</title><style>p{}</style><script>'<p>'</script><!-- c -->a<iframe>f</iframe>"
                    "<noembed>e</noembed><noframes>n</noframes><datalist><option>d</datalist>b"),
            "ab");
}

TEST(VisibleText, ShowsWhatMailWithoutScriptsShows) {
  EXPECT_EQ(visible("<noscript>shown</noscript> <textarea>a <b></textarea> <xmp><i></xmp><plaintext></p>"),
            "shown a <b>\n<i>\n</p>");
}

TEST(VisibleText, ConditionalCommentsOfOutlookAreComments) {
  EXPECT_EQ(visible("a<!--[if mso]><p>outlook</p><![endif]-->b<![if !mso]>c<![endif]>d"), "abcd");
}

TEST(VisibleText, ReadsCharacterReferencesAndDropsNul) {
  EXPECT_EQ(visible(std::string_view("&#x30AB;&yen;&amp;lt;p\0q", 24)), "\u30AB\u00A5&lt;pq");
}

TEST(VisibleText, KeepsLinesOfPreformattedText) {
  EXPECT_EQ(visible("<pre>one\r\n  two\rthree</pre>four\nfive"), "one\ntwo\nthree\nfour five");
}

TEST(VisibleText, KnowsWhereEachByteCameFrom) {
  const std::string_view html = "<p>Pay&amp;Pal \r\n <b>n</b>ow</p><p>\u3042</p>";
  const Text text = read_document(html).visible;
  ASSERT_EQ(text.text, "Pay&Pal now\n\u3042");
  ASSERT_EQ(text.origin.size(), text.text.size() + 1);
  const auto source = [&](std::string_view found) {
    const std::size_t at = text.text.find(found);
    return source_of(html, {text.origin[at], text.origin[at + found.size()]});
  };
  EXPECT_EQ(source("Pay&Pal"), "Pay&amp;Pal");
  EXPECT_EQ(source("&"), "&amp;");
  EXPECT_EQ(source("now"), "n</b>ow");
  EXPECT_EQ(source("\u3042"), "\u3042");
  for (std::size_t i = 1; i < text.origin.size(); ++i) EXPECT_LE(text.origin[i - 1], text.origin[i]);
}

TEST(Links, AnchorWithItsWordsAndPictures) {
  const std::string_view html =
      "x<a href='http://a.example/?a=1&amp;b=2' title=T>Click\n <b>here</b> <img src=i.png alt=' Bank  logo '> "
      "now</a>y";
  const Document document = read_document(html);
  ASSERT_EQ(document.links.size(), 2U);
  const Link& link = document.links[0];
  EXPECT_EQ(link.href, "http://a.example/?a=1&b=2");
  EXPECT_EQ(link.text, "Click here now [Bank logo]");
  EXPECT_EQ(link.title, "T");
  EXPECT_TRUE(link.has_picture);
  EXPECT_FALSE(link.hidden);
  EXPECT_EQ(source_of(html, link.href_span), "http://a.example/?a=1&amp;b=2");
  EXPECT_EQ(source_of(html, link.span), html.substr(1, html.size() - 2));
  EXPECT_EQ(document.links[1].kind, LinkKind::image);
}

TEST(Links, OddMarkupThatBrowsersFollow) {
  EXPECT_EQ(only_anchor("<a/href='//a\\b'>x</a>").href, "//a\\b");
  EXPECT_EQ(only_anchor("<A HREF=http://a.example/x>x").href, "http://a.example/x");
  EXPECT_EQ(only_anchor("<a href=\"http://a\" href=\"http://b\">x</a>").href, "http://a");
  EXPECT_EQ(only_anchor("<a title='>' href\n=\n\"http://a\nb\">x</a>").href, "http://a\nb");
  EXPECT_EQ(only_anchor("<!--><a href=u>x</a>-->").href, "u");
  EXPECT_EQ(only_anchor("<a href=&#104;ttp://a&sol;>x</a>").href, "http://a/");
}

TEST(Links, ThoseThatAreNotThere) {
  for (const char* const html :
       {"<!--<a href=u>x</a>-->", "<title><a href=u></title>", "<textarea><a href=u></textarea>",
        "<style><a href=u></style>", "<script>'<a href=u>'</script>", "<a href=u", "<a href='u>x</a>",
        "<a name=u>x</a>", "<xmp><a href=u></xmp>", "<plaintext><a href=u>"}) {
    EXPECT_THAT(read_document(html).links, IsEmpty()) << html;
  }
}

TEST(Links, EndWhereBrowsersEndThem) {
  const Document nested = read_document("<a href=1>one<a href=2>two</a>three");
  ASSERT_EQ(nested.links.size(), 2U);
  EXPECT_EQ(nested.links[0].text, "one");
  EXPECT_EQ(nested.links[1].text, "two");
  // The link lives on in the blocks after the one it was opened in.
  EXPECT_EQ(only_anchor("<div><a href=1>one</div><p>two</p></a>three").text, "one two");
  // A cell ends what was opened in it.
  EXPECT_EQ(only_anchor("<table><tr><td><a href=1>one<td>two</table>three").text, "one");
  EXPECT_EQ(only_anchor("<a href=1><table><tr><td>one</a>two</td></tr></table>three</a>four").text, "onetwo three");
  EXPECT_EQ(only_anchor("<a href=1>one<p>two</a>three").text, "one two");
}

// It stands before the table then, with nothing in it.
TEST(Links, MisplacedInATableHoldNoCell) {
  EXPECT_EQ(only_anchor("<table><tr><a href=1><td>one</td></a></tr></table>").text, "");
}

TEST(Links, OfEveryKind) {
  const Document document = read_document(
      "<link rel=stylesheet href=sheet.css><link rel=icon href=icon.png><body background=bg.png>"
      "<map><area href=area alt=Here></map><form action=form><button formaction=button>Go</button>"
      "<input type=image src=in.png formaction=input alt=Send></form><iframe src=frame></iframe>"
      "<frameset><frame src=frame2></frameset><meta http-equiv=Refresh content='5; URL=\"refresh\"'>"
      "<img src=img.png srcset='a.png 1x, b.png 2x'><video src=v.mp4 poster=p.png><source src=s.mp4></video>"
      "<audio src=a.mp3></audio><object data=o.swf></object><embed src=e.swf>"
      "<p style=\"background:url('style.png')\"><style>@import 'import.css'; p{background:url(sheet.png)}</style>"
      "<svg><a xlink:href=svg>s</a><image xlink:href=si.png /></svg><math><mi href=math>m</mi></math>"
      "<table background=t.png><tr><td background=c.png></table>");
  EXPECT_THAT(hrefs(document, LinkKind::style), ElementsAre("sheet.css", "style.png", "import.css", "sheet.png"));
  EXPECT_THAT(hrefs(document, LinkKind::other), ElementsAre("icon.png"));
  EXPECT_THAT(hrefs(document, LinkKind::area), ElementsAre("area"));
  EXPECT_THAT(hrefs(document, LinkKind::form), ElementsAre("form"));
  EXPECT_THAT(hrefs(document, LinkKind::button), ElementsAre("button", "input"));
  EXPECT_THAT(hrefs(document, LinkKind::frame), ElementsAre("frame", "frame2"));
  EXPECT_THAT(hrefs(document, LinkKind::refresh), ElementsAre("refresh"));
  EXPECT_THAT(hrefs(document, LinkKind::media), ElementsAre("v.mp4", "s.mp4", "a.mp3", "o.swf", "e.swf"));
  EXPECT_THAT(hrefs(document, LinkKind::anchor), ElementsAre("svg", "math"));
  EXPECT_THAT(hrefs(document, LinkKind::image),
              ElementsAre("bg.png", "in.png", "img.png", "a.png", "b.png", "p.png", "si.png", "t.png", "c.png"));
}

TEST(Links, SpansPointAtTheAddressItself) {
  const std::string_view html =
      "<meta http-equiv=refresh content='0;url=http://r/'><p style='color:red;background:url( \"http://s/\" )'>"
      "<style>p{background:url(http://t/)}</style><img srcset='http://i/1 1x'>";
  const Document document = read_document(html);
  ASSERT_EQ(document.links.size(), 4U);
  for (const Link& link : document.links) EXPECT_EQ(source_of(html, link.href_span), link.href);
}

TEST(Links, RefreshesAsTheStandardReadsThem) {
  const auto refresh = [](const std::string& content) {
    const Document document = read_document("<meta http-equiv=refresh content=\"" + content + "\">");
    return document.links.empty() ? std::string("none") : document.links[0].href;
  };
  EXPECT_EQ(refresh("0;url=http://a/"), "http://a/");
  EXPECT_EQ(refresh(" 3 , http://a/"), "http://a/");
  EXPECT_EQ(refresh("0.5; url = 'http://a/'x"), "http://a/");
  EXPECT_EQ(refresh("0 http://a/"), "http://a/");
  EXPECT_EQ(refresh("5"), "none");
  EXPECT_EQ(refresh("now; url=http://a/"), "none");
}

TEST(Links, TagsInsideSvgStylesAreTags) {
  EXPECT_EQ(only_anchor("<svg><style><a href=u>x</a></style></svg>").href, "u");
  EXPECT_EQ(only_anchor("<svg><![CDATA[<a href=no>]]><p><a href=u>x</a>").href, "u");
  EXPECT_EQ(visible("<svg><title>t</title><text>shown</text></svg><![CDATA[comment]]>"), "shown");
}

TEST(Forms, FieldsWithTheirForm) {
  const Document document = read_document(
      "<input name=lost><form id=f action=http://f.example/ method=POST><input name=u placeholder='Mail address'>"
      "<input type=PASSWORD name=p aria-label=Password><input type=submit value='Log in'><select name=s></select>"
      "<form action=ignored><textarea name=t></textarea></form><button type=button form=f>More <b>here</b></button>");
  ASSERT_EQ(document.forms.size(), 2U);
  const Form& form = document.forms[0];
  EXPECT_EQ(form.action, "http://f.example/");
  EXPECT_EQ(form.method, "post");
  std::string fields;
  for (const FormField& field : form.fields) fields += field.type + ":" + field.name + ":" + field.label + " ";
  EXPECT_EQ(fields, "text:u:Mail address password:p:Password submit::Log in select:s: textarea:t: button::More here ");
  EXPECT_EQ(document.forms[1].action, "");
  ASSERT_EQ(document.forms[1].fields.size(), 1U);
  EXPECT_EQ(document.forms[1].fields[0].name, "lost");
}

TEST(Forms, LiveOnThroughBrokenTables) {
  const Document document =
      read_document("<table><form action=f><tr><td><input name=a></td></tr></form></table><input name=b>");
  ASSERT_EQ(document.forms.size(), 2U);
  ASSERT_EQ(document.forms[0].fields.size(), 1U);
  EXPECT_EQ(document.forms[0].fields[0].name, "a");
}

TEST(Forms, LinksKnowTheirForm) {
  const Document document = read_document("<a href=1>x</a><form action=f><a href=2>y</a></form>");
  ASSERT_EQ(document.links.size(), 3U);
  EXPECT_EQ(document.links[0].form, -1);
  EXPECT_EQ(document.links[1].form, 0);
  EXPECT_EQ(document.links[2].form, 0);
}

TEST(Pictures, SizesAsDeclared) {
  const Document document = read_document(
      "<img src=a width=600 height='50%'><img src=b width=10 style='width:1px;height:1px'><image src=c><img src=d "
      "hidden>");
  ASSERT_EQ(document.pictures.size(), 4U);
  EXPECT_EQ(document.pictures[0].width, 600);
  EXPECT_EQ(document.pictures[0].height, -1);
  EXPECT_EQ(document.pictures[1].width, 1);
  EXPECT_EQ(document.pictures[1].height, 1);
  EXPECT_EQ(document.pictures[2].source, "c");
  EXPECT_FALSE(document.pictures[2].hidden);
  EXPECT_TRUE(document.pictures[3].hidden);
}

TEST(DocumentHead, TitleBaseAndLanguage) {
  const Document document = read_document(
      "<!doctype html><html lang=ja><head><title>\u6771\u4EAC &amp; more</title><base href=http://one/><base "
      "href=http://two/>"
      "<script></script></head><body><svg><title>no</title></svg><title>late</title><script>");
  EXPECT_EQ(document.title, "\u6771\u4EAC & more");
  EXPECT_EQ(document.base, "http://one/");
  EXPECT_EQ(document.language, "ja");
  EXPECT_EQ(document.scripts, 2U);
}

TEST(DocumentLimits, TooMuchIsReadInPartAndSaid) {
  std::string html;
  for (std::size_t i = 0; i < limits::html_links + 5; ++i) html += "<a href=u>x</a>";
  for (std::size_t i = 0; i < limits::html_open_elements + 5; ++i) html += "<b>";
  html += "<p";
  for (std::size_t i = 0; i < limits::html_attributes + 5; ++i) html += " a" + std::to_string(i);
  html += ">end";
  const Document document = read_document(html);
  EXPECT_EQ(document.links.size(), limits::html_links);
  EXPECT_TRUE(document.visible.text.ends_with("end"));
  EXPECT_THAT(document.limits_hit,
              testing::UnorderedElementsAre("html_links", "html_open_elements", "html_attributes"));
}

TEST(DocumentLimits, LinksBeyondTheDepthAreStillFound) {
  std::string html;
  for (int i = 0; i < 1000; ++i) html += "<div>";
  const Document document = read_document(html + "<a href=1>one</a>two<a href=2>three</div></a>four");
  ASSERT_EQ(document.links.size(), 2U);
  EXPECT_EQ(document.links[0].text, "one");
  EXPECT_EQ(document.links[1].href, "2");
}

TEST(DocumentLimits, WhatIsOpenBeyondTheDepthEndsWithIt) {
  std::string html;
  for (int i = 0; i < 512; ++i) html += "<div>";
  for (int i = 0; i < 9; ++i) html += "<span>";
  for (int i = 0; i < 512; ++i) html += "</div>";
  EXPECT_EQ(visible(html + "<span style='display:none'>no</span>yes"), "yes");
}

TEST(Document, BearsNothingAndNonsense) {
  EXPECT_EQ(read_document("").visible.origin.size(), 1U);
  for (const char* const html :
       {"<", "</", "<!", "<!-", "<a", "<a b", "<a b=", "<a b='", "&", "&#", "&#x", "</>", "<?",
        "</p></div></table></a></form></body>", "<tr><td>x", "<svg><math><svg></p>", "\xFF\xFE<\x80>"}) {
    const Document document = read_document(html);
    EXPECT_EQ(document.visible.origin.size(), document.visible.text.size() + 1) << html;
  }
}

}  // namespace
}  // namespace mekiki::html
