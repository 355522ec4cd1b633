// One mail and many, driven from inside a program as the command line does.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <filesystem>
#include <set>
#include <string>

#include "child.h"
#include "processes/bulk.h"
#include "processes/examination_driver.h"

namespace mekiki::test {
namespace {

using nlohmann::json;
using processes::ExaminationRequest;
using questions::Answer;
using questions::Outcome;
using questions::Question;

// Answers everything with yes after a while; keeps what it was asked.
class SlowAnswerer : public lookups::Answerer {
 public:
  SlowAnswerer(boost::asio::io_context& io, Milliseconds delay) : timer_(io), delay_(delay) {}

  void ask(std::vector<Question> questions, std::function<void(lookups::Round)> done) override {
    asked.push_back(questions);
    timer_.expires_after(delay_);
    timer_.async_wait([this, questions, done](boost::system::error_code error) {
      lookups::Round round;
      for (const Question& question : questions) {
        round.answers[question] = error ? Answer{Outcome::unknown, "cancelled", {}} : Answer{Outcome::yes, "", values};
        round.queries.push_back({question.kind, question.name, "dns 192.0.2.53", "sender_domain", "yes", 7});
      }
      done(std::move(round));
    });
  }
  void cancel() override {
    ++cancelled;
    timer_.cancel();
  }

  std::vector<std::vector<Question>> asked;
  std::vector<std::string> values{"192.0.2.1"};
  int cancelled = 0;

 private:
  boost::asio::steady_timer timer_;
  Milliseconds delay_;
};

class Driver : public testing::Test {
 protected:
  boost::asio::io_context io;
  processes::ExaminerPool scripted{io, {.examiner = MEKIKI_SCRIPTED_EXAMINER}};
  processes::ExaminerPool rogue{io, {.examiner = MEKIKI_ROGUE_EXAMINER}};
  std::shared_ptr<SlowAnswerer> answerer = std::make_shared<SlowAnswerer>(io, Milliseconds(20));

  static ExaminationRequest request(const std::string& fields) {
    ExaminationRequest made;
    made.message = "Subject: x\r\n" + fields + "\r\nHello.\r\n";
    made.deadline = Milliseconds(3000);
    return made;
  }
};

TEST_F(Driver, QuestionsAreAskedRoundByRound) {
  const auto report = processes::examine_now(io, scripted, answerer,
                                             request("X-Ask: dns_a example.jp\r\nX-Ask-Then: dns_mx example.jp\r\n"));
  ASSERT_TRUE(report) << report.error().code;
  ASSERT_EQ(answerer->asked.size(), 2U);
  EXPECT_EQ(answerer->asked[0][0], (Question{questions::Kind::dns_a, "example.jp"}));
  EXPECT_EQ(answerer->asked[1][0], (Question{questions::Kind::dns_mx, "example.jp"}));
  EXPECT_EQ((*report)["unknown"][1]["text"], "yes");
  EXPECT_EQ((*report)["timing"]["rounds"], 2);
  EXPECT_GE((*report)["timing"]["network_ms"], 40);
  EXPECT_GE((*report)["timing"]["total_ms"], (*report)["timing"]["network_ms"]);
  EXPECT_EQ((*report)["timing"]["parse_ms"], 1);
  ASSERT_EQ((*report)["queries"].size(), 2U);
  EXPECT_EQ((*report)["queries"][0]["reveals"], "sender_domain");
}

TEST_F(Driver, TheTimeOfTheNetworkIsNotTheExaminers) {
  const auto slow = std::make_shared<SlowAnswerer>(io, Milliseconds(600));
  ExaminationRequest mail = request("X-Ask: dns_a example.jp\r\n");
  mail.deadline = Milliseconds(500);
  const auto report = processes::examine_now(io, scripted, slow, mail);
  EXPECT_TRUE(report) << report.error().code;
}

TEST_F(Driver, WithoutAnswererNothingIsAsked) {
  const auto report = processes::examine_now(io, scripted, nullptr, request("X-Ask: dns_a example.jp\r\n"));
  ASSERT_TRUE(report);
  EXPECT_EQ((*report)["unknown"][0]["reason"], "offline");
}

TEST_F(Driver, IllegalNamesAreNotPassedOn) {
  const auto report = processes::examine_now(io, scripted, answerer, request("X-Ask: dns_a Example.JP/../etc\r\n"));
  ASSERT_TRUE(report);
  EXPECT_EQ((*report)["unknown"][0]["reason"], "invalid");
  EXPECT_TRUE(answerer->asked.empty());
}

TEST_F(Driver, QuestionsWithoutEndAreCut) {
  const auto report = processes::examine_now(io, rogue, answerer, request("X-Do: endless\r\n"));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, "examiner_invalid");
  EXPECT_EQ(answerer->asked.size(), limits::rounds);
}

TEST_F(Driver, CancelledWhileAsking) {
  const auto slow = std::make_shared<SlowAnswerer>(io, Milliseconds(60'000));
  std::optional<Result<json>> outcome;
  bool partial = false;
  std::shared_ptr<processes::ExaminationDriver> run;
  run = processes::ExaminationDriver::start(io, scripted, slow, request("X-Ask: dns_a example.jp\r\n"),
                                            {.on_progress = {},
                                             .on_partial =
                                                 [&](const json& report) {
                                                   partial = report["complete"] == false;
                                                   boost::asio::post(io, [&] { run->cancel(); });
                                                 },
                                             .on_done = [&](Result<json> result) { outcome = std::move(result); }});
  EXPECT_FALSE(outcome);
  while (!outcome) io.run_one();
  EXPECT_TRUE(partial);
  EXPECT_EQ(outcome->error().code, "cancelled");
  EXPECT_EQ(slow->cancelled, 1);
  EXPECT_TRUE(processes::examine_now(io, scripted, answerer, request("")));
}

TEST_F(Driver, AHangingExaminerIsReplaced) {
  ExaminationRequest mail = request("X-Do: hang\r\n");
  mail.deadline = Milliseconds(200);
  const auto report = processes::examine_now(io, rogue, answerer, mail);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, "examiner_timeout");
  EXPECT_TRUE(processes::examine_now(io, rogue, answerer, request("")));
}

TEST_F(Driver, TooLargeAMail) {
  ExaminationRequest mail;
  mail.message.assign(limits::message_bytes + 1, 'x');
  const auto report = processes::examine_now(io, scripted, answerer, std::move(mail));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, "too_large");
}

TEST_F(Driver, AMailOfTheLargestSize) {
  ExaminationRequest mail;
  mail.message = "Subject: x\r\n\r\n";
  mail.message.resize(limits::message_bytes, 'x');
  const auto report = processes::examine_now(io, scripted, answerer, std::move(mail));
  ASSERT_TRUE(report) << report.error().code << report.error().detail;
  EXPECT_EQ((*report)["message"]["size"], limits::message_bytes);
}

TEST_F(Driver, WhatDoesNotExistIsAnError) {
  processes::ExaminerPool missing(io, {.examiner = "/nonexistent"});
  for (int i = 0; i < 2; ++i) {
    const auto report = processes::examine_now(io, missing, answerer, request(""));
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, "examiner_crashed");
  }
  processes::ExaminerPool folder(io, {.examiner = "/tmp"});
  EXPECT_FALSE(processes::examine_now(io, folder, answerer, request("")));
}

TEST_F(Driver, AHungStartIsBounded) {
  processes::ExaminerPool pool(
      io, {.examiner = MEKIKI_ROGUE_EXAMINER, .arguments = {"start=hang"}, .start_deadline = Milliseconds(200)});
  const auto report = processes::examine_now(io, pool, answerer, request(""));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, "examiner_timeout");
}

// A diagnosis of the whole process: no descriptor and no child is left over.
std::size_t own_descriptors() {
  const std::filesystem::directory_iterator folder("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(folder), end(folder)));
}

class Bulk : public Driver {
 protected:
  struct Delivered {
    std::string path;
    std::string outcome;  // the subject or the error's code
    int examiner = 0;
  };

  std::vector<Delivered> run(processes::ExaminerPool& pool, std::size_t jobs, const std::vector<std::string>& fields,
                             std::size_t stop_after = SIZE_MAX) {
    std::vector<Delivered> delivered;
    std::size_t pulled = 0;
    processes::BulkOptions options;
    options.jobs = jobs;
    options.request.deadline = Milliseconds(1000);
    processes::examine_all(
        io, pool, answerer, options,
        [&]() -> std::optional<processes::BulkMail> {
          if (pulled == fields.size()) return std::nullopt;
          const std::string& field = fields[pulled++];
          if (field == "unreadable") return processes::BulkMail{std::to_string(pulled - 1), Error{"no_input", ""}};
          return processes::BulkMail{std::to_string(pulled - 1),
                                     "Subject: " + field + "\r\nX-Do: " + field + "\r\n\r\n"};
        },
        [&](const std::string& path, Result<json> report) {
          delivered.push_back(
              {path, report ? (*report)["message"]["subject"].get<std::string>() : report.error().code});
          return delivered.size() < stop_after;
        });
    return delivered;
  }
};

TEST_F(Bulk, OrderIsKeptAndErrorsAreEachMailsOwn) {
  processes::ExaminerPool pool(io, {.examiner = MEKIKI_ROGUE_EXAMINER, .spares = 3, .mails_per_examiner = 20});
  std::vector<std::string> fields;
  std::vector<std::string> expected;
  for (int i = 0; i < 120; ++i) {
    std::string field = "mail" + std::to_string(i);
    std::string outcome = field;
    if (i % 17 == 3) field = "crash", outcome = "examiner_crashed";
    if (i % 31 == 5) field = "level", outcome = "examiner_invalid";
    if (i % 23 == 7) field = "unreadable", outcome = "no_input";
    if (i == 40) field = "hang", outcome = "examiner_timeout";
    fields.push_back(field);
    expected.push_back(outcome);
  }
  const auto delivered = run(pool, 3, fields);
  ASSERT_EQ(delivered.size(), fields.size());
  for (std::size_t i = 0; i < delivered.size(); ++i) {
    EXPECT_EQ(delivered[i].path, std::to_string(i));
    EXPECT_EQ(delivered[i].outcome, expected[i]);
  }
}

TEST_F(Bulk, ExaminersAreUsedAgainAndReplaced) {
  processes::ExaminerPool pool(io, {.examiner = MEKIKI_SCRIPTED_EXAMINER, .spares = 1, .mails_per_examiner = 10});
  std::set<int> ids;
  const std::vector<std::string> fields(35, "x");
  const std::size_t before = own_descriptors();
  processes::BulkOptions options;
  std::size_t pulled = 0;
  processes::examine_all(
      io, pool, nullptr, options,
      [&]() -> std::optional<processes::BulkMail> {
        for (const int id : pool.spare_ids()) ids.insert(id);
        if (pulled++ == fields.size()) return std::nullopt;
        return processes::BulkMail{"x", std::string("Subject: x\r\n\r\n")};
      },
      [&](const std::string&, const Result<json>& report) {
        EXPECT_TRUE(report);
        return true;
      });
  EXPECT_GE(ids.size(), 4U);
  EXPECT_LE(ids.size(), 6U);
  pool.stop();
  EXPECT_TRUE(eventually([&] {
    io.restart();
    io.poll();
    return own_descriptors() <= before;
  }));
}

TEST_F(Bulk, MayEndEarly) {
  processes::ExaminerPool pool(io, {.examiner = MEKIKI_SCRIPTED_EXAMINER, .mails_per_examiner = 100});
  const auto delivered = run(pool, 2, std::vector<std::string>(50, "x"), 5);
  EXPECT_EQ(delivered.size(), 5U);
}

TEST_F(Bulk, NothingAtAll) { EXPECT_TRUE(run(scripted, 4, {}).empty()); }

TEST_F(Bulk, EachMailHasItsOwnCpuTime) {
  // Two mails of the larger part of the limit each, in one examiner: together beyond it.
  processes::ExaminerPool pool(io, {.examiner = MEKIKI_SCRIPTED_EXAMINER, .mails_per_examiner = 10});
  processes::BulkOptions options;
  options.request.deadline = Milliseconds(30'000);
  std::size_t pulled = 0;
  std::vector<std::string> outcomes;
  processes::examine_all(
      io, pool, nullptr, options,
      [&]() -> std::optional<processes::BulkMail> {
        if (pulled++ == 3) return std::nullopt;
        return processes::BulkMail{"x", std::string("Subject: x\r\nX-Do: work\r\n\r\n")};
      },
      [&](const std::string&, const Result<json>& report) {
        outcomes.push_back(report ? "report" : report.error().code);
        return true;
      });
  EXPECT_THAT(outcomes, testing::ElementsAre("report", "report", "report"));
}

}  // namespace
}  // namespace mekiki::test
