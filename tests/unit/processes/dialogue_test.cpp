#include "processes/dialogue.h"

#include <gtest/gtest.h>

#include <string>

#include "../../host/programs/plain_report.h"
#include "base/limits.h"

namespace mekiki::processes {
namespace {

using nlohmann::json;
using questions::Answer;
using questions::Kind;
using questions::Outcome;
using test::plain_report;

TEST(Dialogue, APlainReportHasNoDefect) { EXPECT_EQ(report_defect(plain_report()), ""); }

TEST(Dialogue, EveryRequiredMemberIsRequired) {
  for (const char* member :
       {"schema", "level", "score", "complete", "attack", "headline", "advice", "message", "claims", "sender", "route",
        "authentication", "links", "attachments", "findings", "unknown"}) {
    json report = plain_report();
    report.erase(member);
    EXPECT_NE(report_defect(report), "") << member;
    report[member] = json::binary({1});
    EXPECT_NE(report_defect(report), "") << member << " of another type";
  }
}

TEST(Dialogue, DefectsOfReports) {
  const auto with = [](const char* member, json value) {
    json report = plain_report();
    report[member] = std::move(value);
    return report_defect(report);
  };
  EXPECT_EQ(with("attack", "payment"), "");
  EXPECT_EQ(with("score", 100U), "");
  EXPECT_NE(with("schema", 2U), "");
  EXPECT_NE(with("level", "safe"), "");
  EXPECT_NE(with("score", 101U), "");
  EXPECT_NE(with("score", -1), "");
  EXPECT_NE(with("score", 1.5), "");
  EXPECT_NE(with("attack", "boredom"), "");
  EXPECT_NE(with("headline", "\xc3\x28"), "");
  EXPECT_NE(with("advice", json::array({json::binary({1, 2})})), "");
  EXPECT_NE(with("sender", {{"\xff", "x"}}), "");
  EXPECT_NE(with("headline", std::string(limits::report_bytes, 'x')), "");
  EXPECT_NE(report_defect(json::array()), "");
  EXPECT_NE(report_defect(nullptr), "");
}

TEST(Dialogue, Ready) {
  const auto ready =
      read_ready({{"type", "ready"}, {"sandbox", {{"seccomp", true}, {"landlock", 1}}}, {"version", "0.1.0"}});
  ASSERT_TRUE(ready);
  EXPECT_EQ(ready->sandbox, (SandboxStatus{.seccomp = true, .landlock = false, .rlimits = false}));
  EXPECT_FALSE(read_ready({{"type", "ready"}}));
  EXPECT_FALSE(read_ready({{"type", "report"}}));
  EXPECT_FALSE(read_ready(nullptr));
}

TEST(Dialogue, QuestionsThereAndBack) {
  const auto frame = questions_frame({{Kind::dns_a, "example.jp"}, {Kind::place, "192.0.2.1"}}, plain_report());
  auto said = read_examiner_frame(frame);
  ASSERT_TRUE(said);
  const auto* asking = std::get_if<Asking>(&*said);
  ASSERT_NE(asking, nullptr);
  ASSERT_EQ(asking->questions.size(), 2U);
  EXPECT_EQ(asking->questions[1].name, "192.0.2.1");
}

TEST(Dialogue, AnswersThereAndBack) {
  const questions::Answers answers{{{Kind::dns_a, "example.jp"}, Answer{Outcome::yes, "", {"192.0.2.1"}}},
                                   {{Kind::dns_mx, "example.jp"}, Answer{Outcome::no, "nxdomain", {}}},
                                   {{Kind::place, "192.0.2.1"}, Answer{Outcome::unknown, "policy", {}}}};
  const auto read = read_answers_frame(answers_frame(answers));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, answers);
}

TEST(Dialogue, ErrorsKeepOnlyKnownCodes) {
  const auto code = [](const json& frame) {
    auto said = read_examiner_frame(frame);
    return said ? std::get<Failed>(*said).error.code : "";
  };
  EXPECT_EQ(code({{"type", "error"}, {"code", "not_a_mail"}}), "not_a_mail");
  EXPECT_EQ(code({{"type", "error"}, {"code", "too_large"}, {"text", "x"}}), "too_large");
  EXPECT_EQ(code({{"type", "error"}, {"code", "cancelled"}}), "internal");
  EXPECT_EQ(code({{"type", "error"}}), "internal");
}

TEST(Dialogue, DetailsAreBounded) {
  auto said = read_examiner_frame({{"type", "error"}, {"code", "not_a_mail"}, {"text", std::string(100'000, 'x')}});
  ASSERT_TRUE(said);
  EXPECT_LE(std::get<Failed>(*said).error.detail.size(), limits::excerpt_bytes);
}

TEST(Dialogue, AbsurdFramesAreInvalid) {
  for (const json& frame :
       {json(), json(7), json::array(), json::object(), json{{"type", 7}}, json{{"type", "exec"}},
        json{{"type", "report"}}, json{{"type", "questions"}},
        json{{"type", "questions"}, {"questions", json::array()}, {"report", plain_report()}},
        json{{"type", "questions"}, {"questions", {{"dns_a"}}}, {"report", plain_report()}},
        json{{"type", "questions"}, {"questions", {{"dns_zz", "example.jp"}}}, {"report", plain_report()}},
        json{{"type", "questions"}, {"questions", {{"dns_a", 5}}}, {"report", plain_report()}},
        json{{"type", "questions"}, {"questions", {{"dns_a", std::string(20'000, 'a')}}}, {"report", plain_report()}},
        json{{"type", "questions"}, {"questions", {{"dns_a", "example.jp"}}}, {"report", 7}}}) {
    const auto said = read_examiner_frame(frame);
    ASSERT_FALSE(said) << frame.dump();
    EXPECT_EQ(said.error().code, "examiner_invalid");
  }
}

}  // namespace
}  // namespace mekiki::processes
