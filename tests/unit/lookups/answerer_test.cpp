// What every Answerer promises, whoever answers.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "asking.h"
#include "base/limits.h"
#include "dns_stub.h"
#include "lookups/lookups.h"
#include "lookups/recorded_answerer.h"
#include "mmdb_writer.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Kind;
using questions::Question;

const std::vector<Question> one_of_each{{Kind::dns_a, "example.jp"},        {Kind::dns_ptr, "192.0.2.1"},
                                        {Kind::list_ip, "192.0.2.1"},       {Kind::list_domain, "example.jp"},
                                        {Kind::registration, "example.jp"}, {Kind::place, "192.0.2.1"},
                                        {Kind::page, "https://example.jp/"}};

class Answerers : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::temp_directory_path() / ("mekiki-answerer-test-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    const std::string bytes =
        mmdb_bytes({.networks = {{"192.0.2.0", 24, mmdb_map({{"country_code", mmdb_string("JP")}})}}});
    std::ofstream(folder / "dbip-country.mmdb", std::ios::binary) << bytes;
    settings.usual_place_folders = false;
    settings.place_databases = {folder.string()};
    settings.dns_servers = {stub.address()};
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  Timed ask(std::vector<Question> questions) {
    const auto answerer = make_answerer(io, settings);
    return ask_and_wait(io, *answerer, std::move(questions));
  }

  boost::asio::io_context io;
  DnsStub stub{io, [](const Asked& asked) -> std::vector<std::string> {
                 return {reply_to(asked, {a(asked.name, "192.0.2.1")}).wire()};
               }};
  Settings settings;
  std::filesystem::path folder;
};

TEST_F(Answerers, NoQuestionsAreAnsweredLater) {
  const auto got = ask({});
  EXPECT_TRUE(got.round.answers.empty());
  EXPECT_TRUE(got.round.queries.empty());
}

TEST_F(Answerers, EveryQuestionHasAnAnswerAndALine) {
  const auto got = ask(one_of_each);
  ASSERT_EQ(got.round.answers.size(), one_of_each.size());
  ASSERT_EQ(got.round.queries.size(), one_of_each.size());
  for (std::size_t i = 0; i < one_of_each.size(); ++i) EXPECT_EQ(got.round.queries[i].kind, one_of_each[i].kind);
  for (const Kind kind : {Kind::list_domain, Kind::registration}) {
    EXPECT_EQ(got.answer(kind, "example.jp"), Answer::unknown("policy"));
  }
  EXPECT_EQ(got.answer(Kind::page, "https://example.jp/"), Answer::unknown("policy"));
  EXPECT_EQ(got.answer(Kind::dns_a, "example.jp"), Answer::yes({"192.0.2.1"}));
  EXPECT_EQ(got.answer(Kind::place, "192.0.2.1"), Answer::yes({"country=JP", "prefix=192.0.2.0/24"}));
  EXPECT_EQ(got.round.queries[5].to, "file dbip-country");
  EXPECT_EQ(got.round.queries[5].reveals, "nothing");
  EXPECT_EQ(got.round.queries[4].to, "nobody");
  EXPECT_EQ(got.round.queries[4].outcome, "unknown: policy");
}

TEST_F(Answerers, OfflineSendsNothingAndStillReadsItsOwnFiles) {
  settings.offline = true;
  const auto got = ask(one_of_each);
  for (const auto& [question, answer] : got.round.answers) {
    if (question.kind == Kind::place) continue;
    EXPECT_EQ(answer, Answer::unknown("offline"));
  }
  EXPECT_EQ(got.answer(Kind::place, "192.0.2.1").outcome, questions::Outcome::yes);
  EXPECT_TRUE(stub.log().empty());
  for (const Query& query : got.round.queries) EXPECT_EQ(query.reveals, "nothing");
}

TEST_F(Answerers, EachKindHasItsSwitch) {
  settings.dns = false;
  settings.place = false;
  const auto got = ask(one_of_each);
  for (const auto& [question, answer] : got.round.answers) EXPECT_EQ(answer, Answer::unknown("policy"));
  EXPECT_TRUE(stub.log().empty());
}

TEST_F(Answerers, WhatIsNotCanonicalIsNotSent) {
  const auto got = ask({{Kind::dns_a, "Example.JP"}, {Kind::dns_a, "a b"}, {Kind::place, "::ffff:192.0.2.1"}});
  for (const auto& [question, answer] : got.round.answers) EXPECT_EQ(answer, Answer::unknown("invalid"));
  EXPECT_TRUE(stub.log().empty());
}

TEST_F(Answerers, TheSameQuestionTwiceIsSentOnce) {
  const auto got = ask({{Kind::dns_a, "example.jp"}, {Kind::dns_a, "example.jp"}});
  EXPECT_EQ(got.round.answers.size(), 1u);
  EXPECT_EQ(got.round.queries.size(), 1u);
  EXPECT_EQ(stub.log().size(), 1u);
}

TEST_F(Answerers, ARoundHasALimit) {
  std::vector<Question> questions;
  questions.reserve(limits::questions_per_round + 6);
  for (std::size_t i = 0; i < limits::questions_per_round + 5; ++i) {
    questions.push_back({Kind::dns_a, "host" + std::to_string(i) + ".example"});
  }
  questions.push_back({Kind::place, "192.0.2.1"});
  const auto got = ask(questions);
  EXPECT_EQ(got.round.answers.size(), limits::questions_per_round + 6);
  EXPECT_EQ(got.answer(Kind::dns_a, questions[limits::questions_per_round].name), Answer::unknown("limit"));
  EXPECT_EQ(got.answer(Kind::place, "192.0.2.1").outcome, questions::Outcome::yes);
  EXPECT_EQ(stub.log().size(), limits::questions_per_round);
}

TEST_F(Answerers, TheDatabasesCanBeListed) {
  Lookups lookups(io, settings);
  ASSERT_EQ(lookups.place_databases().size(), 1u);
  EXPECT_EQ(lookups.place_databases()[0].name, "dbip-country");
}

TEST_F(Answerers, ARecordingAnswersAsTheWorldDid) {
  const auto live = make_answerer(io, settings);
  RecordingAnswerer recorder(*live);
  const auto first = ask_and_wait(io, recorder, one_of_each);
  EXPECT_EQ(recorder.recorded(), first.round.answers);

  const std::size_t sent = stub.log().size();
  const auto recorded = make_recorded_answerer(io, recorder.recorded());
  std::vector<Question> more = one_of_each;
  more.push_back({Kind::dns_mx, "example.jp"});
  const auto second = ask_and_wait(io, *recorded, more);
  for (const auto& [question, answer] : first.round.answers)
    EXPECT_EQ(second.answer(question.kind, question.name), answer);
  EXPECT_EQ(second.answer(Kind::dns_mx, "example.jp"), Answer::unknown("not_recorded"));
  ASSERT_EQ(second.round.queries.size(), more.size());
  for (const Query& query : second.round.queries) EXPECT_EQ(query.to, "recorded");
  EXPECT_EQ(stub.log().size(), sent);
}

}  // namespace
}  // namespace mekiki::lookups
