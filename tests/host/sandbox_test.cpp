// What a conquered examiner can still do: compute, and talk with its host.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <string>

#include "child.h"
#include "native_client.h"

namespace mekiki::test {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool address_sanitizer = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool address_sanitizer = true;
#else
constexpr bool address_sanitizer = false;
#endif
#else
constexpr bool address_sanitizer = false;
#endif

struct Outcome {
  bool done = false;     // the attempt succeeded
  int refused_with = 0;  // errno
  int killed_by = 0;     // signal
  std::string said;
};

Outcome probe(const std::string& word, Milliseconds patience = Milliseconds(20000)) {
  Child child(MEKIKI_SANDBOX_PROBE, {word});
  Outcome outcome;
  outcome.said = child.read_to_end(patience);
  const auto status = child.wait(Milliseconds(2000));
  if (!status) return outcome;
  if (WIFSIGNALED(*status)) outcome.killed_by = WTERMSIG(*status);
  if (WIFEXITED(*status) && WEXITSTATUS(*status) == 0) outcome.done = true;
  if (WIFEXITED(*status) && WEXITSTATUS(*status) == 1) outcome.refused_with = std::atoi(outcome.said.c_str());
  return outcome;
}

TEST(Sandbox, AllLayersHoldHere) {
  const Outcome outcome = probe("status");
  int seccomp = 0;
  int landlock = 0;
  int rlimits = 0;
  long long microseconds = 0;
  ASSERT_EQ(std::sscanf(outcome.said.c_str(), "%d %d %d %lld", &seccomp, &landlock, &rlimits, &microseconds), 4);
  EXPECT_EQ(seccomp, 1);
  EXPECT_EQ(rlimits, 1);
  RecordProperty("landlock", landlock);
  RecordProperty("entry_microseconds", static_cast<int>(microseconds));
}

TEST(Sandbox, WorkGoesOn) {
  const Outcome outcome = probe("work");
  EXPECT_TRUE(outcome.done);
  EXPECT_EQ(outcome.said, "1048576 later\n");
  EXPECT_TRUE(probe("some_memory").done);
  EXPECT_TRUE(probe("environment").done);
}

class Refused : public testing::TestWithParam<const char*> {};
TEST_P(Refused, WithoutHarm) {
  const Outcome outcome = probe(GetParam());
  EXPECT_EQ(outcome.refused_with, EACCES) << "done " << outcome.done << ", killed by " << outcome.killed_by;
}
INSTANTIATE_TEST_SUITE_P(Sandbox, Refused,
                         testing::Values("open", "open_own", "create", "opendir", "stat", "old_open", "socket",
                                         "unix_socket", "connect"),
                         [](const auto& test) { return std::string(test.param); });

class Deadly : public testing::TestWithParam<const char*> {};
TEST_P(Deadly, EndsTheProcess) {
  const Outcome outcome = probe(GetParam());
  EXPECT_EQ(outcome.killed_by, SIGSYS) << "done " << outcome.done << ", refused with " << outcome.refused_with;
}
INSTANTIATE_TEST_SUITE_P(Sandbox, Deadly,
                         testing::Values("fork", "vfork", "thread", "exec", "ptrace", "kill", "signal_other",
                                         "process_read", "io_uring", "bpf", "unshare", "prctl", "raise_limit",
                                         "map_code", "make_code", "dup", "descriptor_left"),
                         [](const auto& test) { return std::string(test.param); });

TEST(Sandbox, MemoryIsBounded) {
  if (address_sanitizer) GTEST_SKIP() << "the sanitizer maps terabytes, so there is no limit";
  EXPECT_EQ(probe("memory").refused_with, ENOMEM);
}

// CPU time passes slowly on a busy machine.
TEST(Sandbox, CpuTimeIsBounded) { EXPECT_EQ(probe("spin", Milliseconds(200000)).killed_by, SIGXCPU); }

TEST(Sandbox, AbortIsACrash) { EXPECT_EQ(probe("abort").killed_by, SIGABRT); }

// The same from inside the examiner's own program.
class FromInside : public testing::TestWithParam<std::pair<const char*, const char*>> {};
TEST_P(FromInside, TheExaminerIsHeld) {
  const auto& [word, expected] = GetParam();
  NativeClient client(
      Environment{{"MEKIKI_TEST_EXAMINER", MEKIKI_SCRIPTED_EXAMINER}, {"MEKIKI_TEST_DEADLINE_MS", "20000"}});
  client.hello();
  if (address_sanitizer && std::string(word) == "allocate") GTEST_SKIP() << "no memory limit with the sanitizer";
  const auto result = client.examine("m", std::string("Subject: x\r\nX-Do: ") + word + "\r\n\r\n");
  if (result["type"] == "report") {
    EXPECT_EQ(result["report"]["headline"], expected);
  } else {
    EXPECT_EQ(result["code"], expected);
  }
  EXPECT_EQ(client.examine("n", "Subject: next\r\n\r\n")["type"], "report");
}
INSTANTIATE_TEST_SUITE_P(Sandbox, FromInside,
                         testing::Values(std::pair{"open", "13"}, std::pair{"create", "13"}, std::pair{"socket", "13"},
                                         std::pair{"fork", "examiner_crashed"}, std::pair{"exec", "examiner_crashed"},
                                         std::pair{"ptrace", "examiner_crashed"},
                                         std::pair{"pause", "examiner_crashed"}, std::pair{"abort", "examiner_crashed"},
                                         std::pair{"allocate", "examiner_crashed"},
                                         std::pair{"spin", "examiner_timeout"}),
                         [](const auto& test) { return std::string(test.param.first); });

TEST(Examiner, ByHandItSaysWhatItIs) {
  Child examiner(MEKIKI_SCRIPTED_EXAMINER, {"mail.eml"});
  const std::string said = examiner.read_to_end(Milliseconds(5000));
  const auto status = examiner.wait(Milliseconds(2000));
  ASSERT_TRUE(status && WIFEXITED(*status));
  EXPECT_EQ(WEXITSTATUS(*status), 64);
  EXPECT_NE(said.find("mekiki check"), std::string::npos);
}

TEST(Examiner, EndOfInputIsTheEnd) {
  Child examiner(MEKIKI_SCRIPTED_EXAMINER, {});
  examiner.close_input();
  const auto status = examiner.wait(Milliseconds(5000));
  ASSERT_TRUE(status && WIFEXITED(*status));
  EXPECT_EQ(WEXITSTATUS(*status), 0);
}

TEST(Examiner, AnUnknownFrameIsTheEnd) {
  Child examiner(MEKIKI_SCRIPTED_EXAMINER, {});
  examiner.write(std::string_view("\x05\x00\x00\x00junk!", 9));
  const auto status = examiner.wait(Milliseconds(5000));
  ASSERT_TRUE(status && WIFEXITED(*status));
  EXPECT_EQ(WEXITSTATUS(*status), 76);
}

}  // namespace
}  // namespace mekiki::test
