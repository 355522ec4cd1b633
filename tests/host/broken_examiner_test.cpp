// A crash, a hang or an absurd answer of the examiner is the error of one mail; the next mail works.

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "native_client.h"

namespace mekiki::test {
namespace {

using nlohmann::json;

Environment rogue(const std::string& start = "") {
  Environment environment{{"MEKIKI_TEST_EXAMINER", MEKIKI_ROGUE_EXAMINER}, {"MEKIKI_TEST_DEADLINE_MS", "1500"}};
  if (!start.empty()) environment["MEKIKI_TEST_EXAMINER_ARGUMENT"] = start;
  return environment;
}

std::string mail(const std::string& word) { return "Subject: x\r\nX-Do: " + word + "\r\n\r\nHello.\r\n"; }

struct Case {
  const char* word;
  const char* code;
};
class BrokenExaminer : public testing::TestWithParam<Case> {};

TEST_P(BrokenExaminer, SpoilsOneMailOnly) {
  NativeClient client(rogue());
  client.hello();
  const auto before = std::chrono::steady_clock::now();
  const json error = client.examine("broken", mail(GetParam().word));
  EXPECT_EQ(error.value("code", ""), GetParam().code) << error.dump().substr(0, 500);
  EXPECT_EQ(error.value("id", ""), "broken");
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(5));
  const json report = client.examine("next", mail("nothing"));
  EXPECT_EQ(report.value("type", ""), "report") << report.dump().substr(0, 500);
  EXPECT_TRUE(eventually([&] { return client.child.children().size() == 1 && client.child.zombies().empty(); }));
}

INSTANTIATE_TEST_SUITE_P(Mail, BrokenExaminer,
                         testing::Values(Case{"crash", "examiner_crashed"}, Case{"exit", "examiner_crashed"},
                                         Case{"hang", "examiner_timeout"}, Case{"silence", "examiner_crashed"},
                                         Case{"junk", "examiner_invalid"}, Case{"half", "examiner_timeout"},
                                         Case{"huge", "examiner_invalid"}, Case{"flood", "examiner_invalid"},
                                         Case{"nested", "examiner_invalid"}, Case{"two", "examiner_invalid"},
                                         Case{"no_type", "examiner_invalid"}, Case{"number", "examiner_invalid"},
                                         Case{"other_type", "examiner_invalid"}, Case{"no_report", "examiner_invalid"},
                                         Case{"level", "examiner_invalid"}, Case{"score", "examiner_invalid"},
                                         Case{"negative", "examiner_invalid"}, Case{"encoding", "examiner_invalid"},
                                         Case{"large", "examiner_invalid"}, Case{"kind", "examiner_invalid"},
                                         Case{"not_a_question", "examiner_invalid"},
                                         Case{"no_questions", "examiner_invalid"}, Case{"endless", "examiner_invalid"},
                                         Case{"error", "internal"}, Case{"noise", "examiner_timeout"}),
                         [](const auto& test) { return test.param.word; });

class BrokenStart : public testing::TestWithParam<Case> {};

TEST_P(BrokenStart, IsSaidForTheMailAndHelloIsAnsweredAllTheSame) {
  NativeClient client(rogue(GetParam().word));
  const json hello = client.hello();
  EXPECT_EQ(hello.value("type", ""), "hello");
  EXPECT_EQ(hello["sandbox"]["seccomp"], false);
  EXPECT_EQ(client.examine("m", mail("nothing")).value("code", ""), GetParam().code);
  EXPECT_EQ(client.examine("n", mail("nothing")).value("code", ""), GetParam().code);
  EXPECT_TRUE(eventually([&] { return client.child.zombies().empty(); }));
}

INSTANTIATE_TEST_SUITE_P(Program, BrokenStart,
                         testing::Values(Case{"start=crash", "examiner_crashed"},
                                         Case{"start=junk", "examiner_invalid"},
                                         Case{"start=large", "examiner_invalid"},
                                         Case{"start=other", "examiner_invalid"}),
                         [](const auto& test) { return std::string(test.param.word).substr(6); });

TEST(MissingExaminer, IsSaidForTheMail) {
  NativeClient client(Environment{{"MEKIKI_TEST_EXAMINER", "/nonexistent/mekiki-examiner"}});
  EXPECT_EQ(client.hello()["type"], "hello");
  EXPECT_EQ(client.examine("m", mail("nothing")).value("code", ""), "examiner_crashed");
  EXPECT_TRUE(eventually([&] { return client.child.zombies().empty(); }));
}

}  // namespace
}  // namespace mekiki::test
