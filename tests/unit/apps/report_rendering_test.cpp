#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "apps/mekiki/html_report.h"
#include "apps/mekiki/report_view.h"
#include "apps/mekiki/text_report.h"
#include "base/utf8.h"
#include "sample_report.h"

namespace mekiki::apps {
namespace {

using testing::HasSubstr;
using testing::Not;

const Words en(Language::en);
const Words ja(Language::ja);

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  for (std::size_t to = text.find('\n'); to != std::string::npos; to = text.find('\n', from)) {
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

TEST(TextReport, SaysWhatAPersonWantsToKnowInThatOrder) {
  const std::string text = text_report(sample_report(), en, Terminal{});
  std::size_t at = 0;
  for (const char* expected : {"Danger: strong signs",
                               "From",
                               "Kagoya Support <a@example.ne.jp>",
                               "What to do",
                               "1. Do not open the link.",
                               "What was found",
                               "strong  It says it is Kagoya",
                               "A company sends from its own domain.",
                               "sender line: Kagoya Support",
                               "weak    It presses you.",
                               "Where the links lead",
                               "hxxps://cp.rented.free.example/kagoya/",
                               "Attachments",
                               "bill.pdf.exe (application/x-dosexec, 1234 bytes, two endings)",
                               "Where the mail comes from",
                               "Oyama, Tochigi, JP",
                               "Is the sender genuine?",
                               "Nothing confirms that this came from example.ne.jp.",
                               "Sender line: example.ne.jp, not signed",
                               "Signature (DKIM): The text was changed.",
                               "Not covered: subject.",
                               "Sending server (SPF): The server may send.",
                               "hxxp://x.example/",
                               "Sender line (DMARC): Not known.",
                               "Servers on the way (ARC): No seals.",
                               "Your mail server: mx.example.org noted: SPF confirmed",
                               "Where it and Mekiki differ: Your mail server says yes.",
                               "Not known",
                               "What was asked",
                               "reveals the sender's domain"}) {
    const std::size_t found = text.find(expected, at);
    ASSERT_NE(found, std::string::npos) << expected << "\n" << text;
    at = found;
  }
  EXPECT_THAT(text, Not(HasSubstr("http://"))) << "nothing may be pressed, whoever wrote it";
}

TEST(TextReport, DrawsTheParts) {
  const auto lines = lines_of(text_report(sample_report(), en, Terminal{}));
  const auto address = std::find(lines.begin(), lines.end(), "  hxxps://cp.rented.free.example/kagoya/");
  ASSERT_NE(address, lines.end());
  EXPECT_EQ(*(address + 1), "          ~~~######=============~~~~~~~~");
}

TEST(TextReport, FitsEightyColumnsInBothLanguages) {
  for (const Words& words : {en, ja}) {
    for (const std::string& line : lines_of(text_report(sample_report(), words, Terminal{}))) {
      EXPECT_LE(columns_of(line), 80U) << line;
    }
  }
}

TEST(TextReport, ColoursChangeNoWord) {
  std::string coloured = text_report(sample_report(), en, Terminal{.columns = 80, .colours = true});
  for (std::size_t at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, text_report(sample_report(), en, Terminal{}));
}

TEST(TextReport, AnyShapeIsShownSomehow) {
  for (const char* text :
       {"null", "[]", "{}", R"({"findings": 1, "links": {}, "message": []})", R"({"findings": [1, null, []]})",
        R"({"links": [{"drawn": [["a"], 1, [[], {}]]}], "sender": {"listed": "one"}})"}) {
    const auto report = nlohmann::json::parse(text);
    EXPECT_FALSE(text_report(report, en, Terminal{}).empty()) << text;
    EXPECT_FALSE(html_report(report, ja).empty()) << text;
  }
}

TEST(HtmlReport, MarkupOfAMailIsText) {
  auto report = sample_report();
  report["headline"] = "<script>alert(1)</script>";
  report["message"]["subject"] = "\"><img src=x onerror=alert(1)>";
  report["level"] = "danger\" onload=\"alert(1)";
  report["findings"][0]["severity"] = "x\" style=\"";
  report["links"][0]["drawn"][1][1] = "\"><script>";
  const std::string page = html_report(report, en);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, Not(HasSubstr("onload=\"")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST(HtmlReport, DrawsTheAlignmentAndSaysItInWords) {
  auto report = sample_report();
  const std::string page = html_report(report, en);
  EXPECT_THAT(page, HasSubstr("role=\"img\" aria-label=\"Sender line: example.ne.jp, not signed\""));
  EXPECT_THAT(page, HasSubstr("<div class=\"box from same\">Sender line: example.ne.jp</div>"));
  EXPECT_THAT(page, HasSubstr("<div class=\"box bad\">\u2717 signed by x.example: not confirmed</div>"));
  report["authentication"]["picture"]["text"] = "\"><script>";
  report["authentication"]["picture"]["parties"][0]["state"] = "\"><script>";
  EXPECT_THAT(html_report(report, en), Not(HasSubstr("<script")));
}

TEST(HtmlReport, StandsAlone) {
  const std::string page = html_report(sample_report(), ja);
  EXPECT_THAT(page, HasSubstr("<html lang=\"ja\">"));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, HasSubstr("@media print"));
  for (const char* forbidden : {"http://", "https://", "src=", "href=", "url(", "@import", "javascript:"}) {
    EXPECT_THAT(page, Not(HasSubstr(forbidden)));
  }
  EXPECT_THAT(page, HasSubstr("<span class=\"owner\">.free.example</span>"));
}

TEST(Defanged, NothingIsClickable) {
  EXPECT_EQ(defanged("https://a.example/"), "hxxps://a.example/");
  EXPECT_EQ(defanged("HTTP://a.example/"), "hxxp://a.example/");
  EXPECT_EQ(defanged("ftp://a.example/"), "ftp://a.example/");
}

TEST(ExaminedInPart, OnlyWhatBelongsToItCounts) {
  auto report = sample_report();
  EXPECT_FALSE(examined_in_part(report)) << "complete";
  report["complete"] = false;
  EXPECT_TRUE(examined_in_part(report));
  report["unknown"][0]["reason"] = "no_database";
  EXPECT_FALSE(examined_in_part(report));
}

}  // namespace
}  // namespace mekiki::apps
