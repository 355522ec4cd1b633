// Half a megabyte made to be slow must not be: a cost that grows as its square would show here.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "html/document.h"

namespace mekiki::html {
namespace {

constexpr std::size_t half_megabyte = 500'000;

std::string repeated(std::string_view unit, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += unit;
  return out;
}

void expect_quick(std::string_view name, const std::string& html) {
  const auto start = std::chrono::steady_clock::now();
  const Document document = read_document(html);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_LT(took.count(), 5) << name;
  EXPECT_EQ(document.visible.origin.size(), document.visible.text.size() + 1) << name;
}

TEST(Speed, ManyOfOneKind) {
  for (const std::string_view unit : {"<div>",
                                      "<i>",
                                      "<p><b>",
                                      "<a href=u>",
                                      "<table><tr><td>",
                                      "<svg>",
                                      "<form><input></form>",
                                      "<button>x",
                                      "<b hidden>x</b>y",
                                      "<",
                                      "</",
                                      "<!",
                                      "<!--",
                                      "&",
                                      "&am",
                                      "&#",
                                      "</b>",
                                      "<a b=\"x ",
                                      "<a b='x y=\"",
                                      "\r",
                                      "<p class=x>",
                                      "<x1><x2><x3>"}) {
    expect_quick(unit, repeated(unit, half_megabyte));
  }
}

TEST(Speed, ManyInsideOne) {
  expect_quick("attributes", "<p" + repeated(" a", half_megabyte) + ">");
  expect_quick("dashes", "<!--" + repeated("-", half_megabyte));
  expect_quick("end tags", "<title>" + repeated("</titl", half_megabyte));
  expect_quick("scripts", "<script>" + repeated("<!--<script ", half_megabyte));
  expect_quick("srcset", "<img srcset='" + repeated("a 1x, ", half_megabyte) + "'>");
  expect_quick("style attribute", "<p style='" + repeated("color:red;", half_megabyte) + "'>");
  expect_quick("style urls", "<p style='" + repeated("a:url(b);", half_megabyte) + "'>");
  for (const std::string_view unit :
       {"{", "a,", "/*", "\"", "url(", "@media screen{", ".a.b{color:red}", "a:((((", "\\"}) {
    expect_quick(unit, "<style>" + repeated(unit, half_megabyte));
  }
}

TEST(Speed, MisnestedOverAndOver) {
  const std::string nested =
      repeated("<div>", 150) + repeated("<i>", 72) + repeated("</div>x", 210) + repeated("</i>", 96);
  expect_quick("blocks under formatting", repeated(nested, half_megabyte));
  const std::string adopted =
      repeated("<b>", 90) + repeated("<div>", 150) + repeated("</b>x", 150) + repeated("</div>", 180);
  expect_quick("formatting under blocks", repeated(adopted, half_megabyte));
  expect_quick("p out of reach", "<p><table><tr><td>" + repeated("<div>", 2400) + repeated("</p>", half_megabyte));
}

TEST(Speed, ManyRulesForManyElements) {
  std::string html = "<style>";
  for (int i = 0; i < 20000; ++i) html += ".c.d" + std::to_string(i) + "{color:red}";
  html += "</style>" + repeated("<p class='c d9'>x", half_megabyte);
  expect_quick("rules", html);
  expect_quick("classes",
               "<style>.x.y{color:red}</style>" + repeated("<b class='" + repeated("x ", 4000) + "'>", half_megabyte));
}

}  // namespace
}  // namespace mekiki::html
