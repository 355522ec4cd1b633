// How the host begins, ends, and what it leaves behind.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <csignal>
#include <string>

#include "native_client.h"

namespace mekiki::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;

const Environment scripted{{"MEKIKI_TEST_EXAMINER", MEKIKI_SCRIPTED_EXAMINER}};

std::string mail(const std::string& subject, const std::string& more = "") {
  return "From: Sender <sender@example.jp>\r\nSubject: " + subject + "\r\n" + more + "\r\nHello.\r\n";
}

TEST(HostLifetime, FiftyMailsLeaveNothingBehind) {
  NativeClient client(scripted);
  client.hello();
  EXPECT_EQ(client.examine("first", mail("First"))["type"], "report");
  EXPECT_TRUE(eventually([&] { return client.child.children().size() == 1; }));
  const std::size_t before = client.child.descriptors();
  for (int i = 0; i < 50; ++i) {
    const json report = client.examine("m" + std::to_string(i), mail("Mail " + std::to_string(i)));
    ASSERT_EQ(report["report"]["message"]["subject"], "Mail " + std::to_string(i));
  }
  EXPECT_TRUE(eventually([&] { return client.child.children().size() == 1; }));
  EXPECT_THAT(client.child.zombies(), ElementsAre());
  EXPECT_EQ(client.child.descriptors(), before);
}

int exit_status(std::optional<int> status) { return status && WIFEXITED(*status) ? WEXITSTATUS(*status) : -1; }

TEST(HostLifetime, EndOfInputIsTheEnd) {
  NativeClient client(scripted);
  client.hello();
  client.child.close_input();
  EXPECT_EQ(exit_status(client.child.wait(Milliseconds(2000))), 0);
}

TEST(HostLifetime, EndOfInputBeforeHelloIsTheEnd) {
  NativeClient client(scripted);
  client.child.close_input();
  EXPECT_EQ(exit_status(client.child.wait(Milliseconds(2000))), 0);
}

TEST(HostLifetime, EndOfInputInTheMiddleOfAMessage) {
  NativeClient client(scripted);
  client.hello();
  client.child.write(std::string_view("\x00\x00\x01\x00{\"protocol\":1", 17));
  client.child.close_input();
  EXPECT_EQ(exit_status(client.child.wait(Milliseconds(2000))), 0);
}

TEST(HostLifetime, EndOfInputInTheMiddleOfAMail) {
  NativeClient client(scripted);
  client.hello();
  client.submit("slow", mail("Slow", "X-Do: spin\r\n"));
  EXPECT_EQ(client.receive_one_of({"progress"})["stage"], "examining");
  const auto examiners = client.child.children();
  EXPECT_FALSE(examiners.empty());
  client.child.close_input();
  EXPECT_EQ(exit_status(client.child.wait(Milliseconds(2000))), 0);
  for (const int examiner : examiners) {
    EXPECT_TRUE(eventually([&] { return !is_running(examiner); })) << "an examiner outlives its host";
  }
}

TEST(HostLifetime, NoExaminerOutlivesAKilledHost) {
  NativeClient client(scripted);
  client.hello();
  client.submit("slow", mail("Slow", "X-Do: spin\r\n"));
  EXPECT_EQ(client.receive_one_of({"progress"}).value("stage", ""), "examining");
  const auto examiners = client.child.children();
  client.child.signal(SIGKILL);
  client.child.wait(Milliseconds(2000));
  for (const int examiner : examiners) EXPECT_TRUE(eventually([&] { return !is_running(examiner); }));
}

TEST(HostLifetime, TerminationIsOrderly) {
  NativeClient client(scripted);
  client.hello();
  client.child.signal(SIGTERM);
  EXPECT_EQ(exit_status(client.child.wait(Milliseconds(2000))), 0);
}

TEST(HostLifetime, ByHandItExplainsItself) {
  Child host(MEKIKI_HOST, {});
  const std::string said = host.read_to_end(Milliseconds(5000));
  EXPECT_EQ(exit_status(host.wait(Milliseconds(2000))), 64);
  EXPECT_THAT(said, testing::HasSubstr("\"allowed_extensions\""));
  EXPECT_THAT(said, testing::HasSubstr("\"path\": \"" MEKIKI_HOST "\""));
  EXPECT_THAT(said, testing::HasSubstr("mekiki@mekiki.invalid"));
}

TEST(HostLifetime, TheRealHostTakesNoExaminerFromTheEnvironment) {
  NativeClient client(Environment{{"MEKIKI_TEST_EXAMINER", "/bin/false"}}, MEKIKI_HOST);
#if defined(MEKIKI_EXAMINER)
  EXPECT_EQ(client.hello()["sandbox"]["seccomp"], true);
#else
  GTEST_SKIP() << "mekiki-examiner is not part of this build";
#endif
}

}  // namespace
}  // namespace mekiki::test
