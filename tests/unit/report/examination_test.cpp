#include "report/examination.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace mekiki::report {
namespace {

using nlohmann::json;

const std::string mail =
    "Received: from mta.biglobe.ne.jp (mta.biglobe.ne.jp [222.227.84.50]) by mx.example.com (Postfix) with ESMTPS id "
    "1;\n"
    "\tTue, 4 Mar 2025 09:12:31 +0900\nFrom: Kagoya <kt7@mri.biglobe.ne.jp>\nTo: sam@example.com\nSubject: [spam] "
    "Kagoya\n"
    "Content-Type: text/html\n\n<p>Log in: <a href='https://a.q82x7hd2rt.free.hr/'>here</a></p>\n";

json examined(const std::string& bytes, const questions::Answers& answers = {}, const std::string& language = "en") {
  Options options;
  options.language = language;
  options.now = 1741058000;
  auto examination = Examination::begin(bytes, options);
  if (!examination) return {{"error", examination.error().code}};
  json report = *examination->run(answers).report;
  if (report.contains("timing")) report["timing"] = nullptr;  // differs from run to run
  return report;
}

TEST(Examination, HasTheSectionsOfTheContract) {
  const json report = examined(mail);
  for (const char* key :
       {"schema", "level", "score", "complete", "attack", "headline", "advice", "message", "claims", "sender", "route",
        "authentication", "links", "attachments", "findings", "unknown", "queries", "timing"}) {
    EXPECT_TRUE(report.contains(key)) << key;
  }
  EXPECT_EQ(report.at("schema"), 1);
  for (const auto& finding : report.at("findings")) {
    for (const char* key : {"code", "severity", "text", "why", "evidence"}) EXPECT_TRUE(finding.contains(key)) << key;
    for (const auto& evidence : finding.at("evidence")) {
      for (const char* key : {"where", "excerpt", "start", "end"}) EXPECT_TRUE(evidence.contains(key)) << key;
    }
  }
}

TEST(Examination, TheRealSiteIsSaidOfTheBrandSpokenForFalsely) {
  const json report = examined(mail);
  ASSERT_FALSE(report.at("claims").empty());
  for (const auto& claim : report.at("claims")) EXPECT_EQ(claim.at("site"), "https://www.kagoya.jp/");
  std::string honest = mail;
  for (const std::string host : {"mta.biglobe.ne.jp", "mri.biglobe.ne.jp", "a.q82x7hd2rt.free.hr"}) {
    for (std::size_t at = honest.find(host); at != std::string::npos; at = honest.find(host)) {
      honest.replace(at, host.size(), "www.kagoya.jp");
    }
  }
  const json honest_report = examined(honest);
  for (const auto& claim : honest_report.at("claims")) EXPECT_EQ(claim.at("site"), nullptr);
}

TEST(Examination, NamesTheDomainOfTheServerThatHandedOver) {
  EXPECT_EQ(examined(mail).at("sender").at("host_domain"), "biglobe.ne.jp");
}

TEST(Examination, IsNotCompleteWhileQuestionsAreOpen) {
  Options options;
  auto examination = Examination::begin(mail, options);
  ASSERT_TRUE(examination.ok());
  const auto first = examination->run({});
  ASSERT_FALSE(first.open.empty());
  EXPECT_EQ(first.report->at("complete"), false);
  questions::Answers answers;
  for (const auto& question : first.open) answers[question] = questions::Answer::no();
  // No IPv4 address of a site: then IPv6 is asked.
  for (const auto& question : examination->run(answers).open) answers[question] = questions::Answer::no();
  const auto second = examination->run(answers);
  EXPECT_TRUE(second.open.empty());
  EXPECT_EQ(second.report->at("complete"), true);
}

TEST(Examination, SameInputSameReport) { EXPECT_EQ(examined(mail).dump(), examined(mail).dump()); }

TEST(Examination, LineEndsDoNotChangeTheVerdict) {
  std::string crlf;
  for (const char c : mail) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(examined(mail).at("level"), examined(crlf).at("level"));
  EXPECT_EQ(examined(mail).at("findings").size(), examined(crlf).at("findings").size());
}

TEST(Examination, HeaderEvidenceLeadsIntoTheRawMail) {
  const json report = examined(mail);
  for (const auto& finding : report.at("findings")) {
    for (const auto& evidence : finding.at("evidence")) {
      const std::string where = evidence.at("where");
      if (!where.starts_with("header:")) continue;
      const std::size_t start = evidence.at("start"), end = evidence.at("end");
      ASSERT_LE(end, mail.size());
      EXPECT_EQ(mail.substr(start, where.size() - 7), where.substr(7)) << finding.dump();
    }
  }
}

TEST(Examination, NeverSaysSafe) {
  const std::string honest = "From: Ola <ola@fjell-sample.org>\nSubject: Saturday\n\nSee you on Saturday.\n";
  for (const std::string language : {"en", "ja"}) {
    const json report = examined(honest, {}, language);
    EXPECT_EQ(report.at("level"), "none");
    const std::string headline = report.at("headline");
    EXPECT_EQ(headline.find("is safe"), std::string::npos) << headline;
    EXPECT_EQ(headline.find("安全です"), std::string::npos) << headline;
    EXPECT_FALSE(headline.empty());
  }
}

TEST(Examination, TextsFollowTheLanguage) {
  EXPECT_NE(examined(mail, {}, "en").at("headline"), examined(mail, {}, "ja").at("headline"));
  EXPECT_EQ(examined(mail, {}, "en").at("level"), examined(mail, {}, "ja").at("level"));
}

TEST(Examination, RefusesWhatIsNoMail) {
  EXPECT_EQ(examined("").value("error", ""), "not_a_mail");
  EXPECT_EQ(examined(std::string("\x7f"
                                 "ELF\x02\x01\x01\0\0\0\0",
                                 11))
                .value("error", ""),
            "not_a_mail");
}

TEST(Examination, StringsAreUtf8AndBounded) {
  std::string subject(200000, 'A');
  const json report = examined("From: \xff\xfe <a@b.org>\nSubject: " + subject + "\n\n\x80\x81\n");
  EXPECT_NO_THROW(static_cast<void>(report.dump()));
  EXPECT_LT(report.dump().size(), 100000U);
}

}  // namespace
}  // namespace mekiki::report
