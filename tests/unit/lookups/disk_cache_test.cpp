// The caches that outlive the program: the reader's own file, and the organisation's server.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

#include "lookups/answer_text.h"
#include "lookups/sealed.h"
#include "lookups/shared_cache.h"
#include "lookups/sqlite_cache.h"

namespace mekiki::lookups {
namespace {

using namespace std::chrono_literals;
using questions::Answer;
using questions::Kind;
using questions::Question;

Question host(int number) { return {Kind::dns_a, "host" + std::to_string(number) + ".example"}; }

class DiskCache : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::temp_directory_path() / ("mekiki-cache-test-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  [[nodiscard]] std::filesystem::path file() const { return folder / "mekiki" / "answers.sqlite"; }
  std::unique_ptr<Cache> open(std::size_t answers = 1000) {
    return make_sqlite_cache(file(), answers, [this] { return now; });
  }
  std::filesystem::path folder;
  std::int64_t now = 1'700'000'000;
};

TEST_F(DiskCache, OutlivesTheProgramUntilItsTimeIsOver) {
  open()->keep(host(1), Answer::yes({"192.0.2.1", "192.0.2.2"}), 60s);
  open()->keep(host(2), Answer::no("nxdomain"), 60s);
  const auto later = open();
  EXPECT_EQ(later->find(host(1)), Answer::yes({"192.0.2.1", "192.0.2.2"}));
  EXPECT_EQ(later->find(host(2)), Answer::no("nxdomain"));
  EXPECT_EQ(later->find({Kind::dns_aaaa, "host1.example"}), std::nullopt);
  now += 60;
  EXPECT_EQ(later->find(host(1)), std::nullopt);
}

TEST_F(DiskCache, KeepsNothingThatIsNotKnown) {
  const auto cache = open();
  cache->keep(host(1), Answer::unknown("timeout"), 60s);
  cache->keep(host(2), Answer::no(), 0s);
  EXPECT_EQ(cache->find(host(1)), std::nullopt);
  EXPECT_EQ(cache->find(host(2)), std::nullopt);
}

TEST_F(DiskCache, IsReadableByItsUserAlone) {
  const auto cache = open();
  cache->keep(host(1), Answer::no(), 60s);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(file().parent_path())) {
    struct stat about{};
    ASSERT_EQ(::stat(entry.path().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U) << entry.path();
    ++files;
  }
  EXPECT_GE(files, 2u);  // with its write-ahead log
}

TEST_F(DiskCache, IsBounded) {
  {
    const auto cache = open(100);
    for (int i = 0; i < 1500; ++i) cache->keep(host(i), Answer::no(), std::chrono::seconds(60 + i));
  }
  EXPECT_EQ(cache_status(file()).answers, 100u);
  EXPECT_EQ(open()->find(host(1499)), Answer::no());
  EXPECT_EQ(open()->find(host(0)), std::nullopt);
}

TEST_F(DiskCache, WhatIsDamagedIsMadeAnew) {
  open()->keep(host(1), Answer::no(), 60s);
  std::ofstream(file(), std::ios::binary | std::ios::trunc) << std::string(9000, 'x');
  const auto cache = open();
  ASSERT_NE(cache, nullptr);
  EXPECT_EQ(cache->find(host(1)), std::nullopt);
  cache->keep(host(1), Answer::no(), 60s);
  EXPECT_EQ(cache->find(host(1)), Answer::no());
}

TEST_F(DiskCache, WhereItCannotBeThereIsNone) {
  EXPECT_EQ(make_sqlite_cache("/proc/none/answers.sqlite", 10), nullptr);
  EXPECT_EQ(make_sqlite_cache({}, 10), nullptr);
}

// Several programs at once, one of them killed in the middle.
TEST_F(DiskCache, SurvivesCrashesAndOthers) {
  open()->keep(host(0), Answer::no(), 6000s);
  std::vector<pid_t> children;
  for (int child = 0; child < 3; ++child) {
    const pid_t pid = fork();
    ASSERT_GE(pid, 0);
    if (pid == 0) {
      const auto cache = open(100'000);
      if (!cache) _exit(1);
      for (int i = 0; child == 2 || i < 300; ++i) cache->keep(host(child * 1'000'000 + i), Answer::no(), 6000s);
      _exit(0);
    }
    children.push_back(pid);
  }
  std::this_thread::sleep_for(100ms);
  ASSERT_EQ(::kill(children[2], SIGKILL), 0);
  for (const pid_t pid : children) ::waitpid(pid, nullptr, 0);
  const auto cache = open(100'000);
  ASSERT_NE(cache, nullptr);
  EXPECT_EQ(cache->find(host(0)), Answer::no());
  EXPECT_GT(cache_status(file()).answers, 100u);
  cache->keep(host(7), Answer::yes({"192.0.2.7"}), 60s);
  EXPECT_EQ(cache->find(host(7)), Answer::yes({"192.0.2.7"}));
}

TEST_F(DiskCache, Speed) {
  const auto cache = open(50'000);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 2000; ++i) cache->keep(host(i), Answer::yes({"192.0.2.1"}), 6000s);
  const auto kept = std::chrono::steady_clock::now();
  for (int i = 0; i < 2000; ++i) ASSERT_TRUE(cache->find(host(i)));
  const auto found = std::chrono::steady_clock::now();
  using Microseconds = std::chrono::duration<double, std::micro>;
  std::cout << "kept in " << Microseconds(kept - begin).count() / 2000 << " us, found in "
            << Microseconds(found - kept).count() / 2000 << " us\n";
}

TEST(AnswerText, GoesThereAndBack) {
  for (const Answer& answer : {Answer::yes({"a", "\xE6\x97\xA5"}), Answer::no(), Answer::no("nxdomain")}) {
    EXPECT_EQ(read_answer(write_answer(answer)), answer);
  }
  for (const char* bad :
       {"", "[]", "{}", "[\"yes\",\"\"]", "[\"no\",\"\",\"x\"]", "[\"unknown\",\"timeout\"]",
        "[\"yes\",\"nxdomain\",\"a\"]", "[\"no\",\"other\"]", "[\"yes\",\"\",1]", "[\"maybe\",\"\"]"}) {
    EXPECT_EQ(read_answer(bad), std::nullopt) << bad;
  }
}

TEST(Sealed, OpensUnderItsNameWithItsSecretOnly) {
  const Seal seal("secret");
  const auto sealed = seal.close("name", "content");
  ASSERT_TRUE(sealed);
  EXPECT_EQ(sealed->find("content"), std::string::npos);
  EXPECT_EQ(seal.open("name", *sealed), "content");
  EXPECT_EQ(seal.open("other", *sealed), std::nullopt);
  EXPECT_EQ(Seal("other").open("name", *sealed), std::nullopt);
  for (std::size_t i = 0; i < sealed->size(); ++i) {
    std::string bent = *sealed;
    bent[i] = static_cast<char>(bent[i] ^ 1);
    EXPECT_EQ(seal.open("name", bent), std::nullopt) << i;
  }
  EXPECT_EQ(seal.open("name", ""), std::nullopt);
  EXPECT_NE(seal.name("a"), Seal("other").name("a"));
}

// A real redis-server on a socket of its own, without a file.
class RedisServer {
 public:
  explicit RedisServer(int port, const std::string& password) {
    pid_ = fork();
    if (pid_ != 0) return;
    const std::string number = std::to_string(port);
    const int null = ::open("/dev/null", 2);
    ::dup2(null, 1);
    execlp("redis-server", "redis-server", "--port", number.c_str(), "--bind", "127.0.0.1", "--save", "",
           "--appendonly", "no", "--requirepass", password.c_str(), nullptr);
    _exit(127);
  }
  ~RedisServer() { stop(); }
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;
  void stop() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }

 private:
  pid_t pid_ = -1;
};

TEST(SharedCacheTest, IsSharedReadsNothingInPlainAndItsLossIsSilent) {
  if (::system("command -v redis-server >/dev/null") != 0) GTEST_SKIP() << "redis-server is not installed";
  const int port = 20000 + getpid() % 20000;
  RedisServer server(port, "geheim");
  const SharedCacheSettings settings{"redis://127.0.0.1:" + std::to_string(port), "geheim", ""};
  std::string problem = "untried";
  for (int i = 0; i < 50 && !problem.empty(); ++i) {
    problem = make_shared_cache(settings)->check();
    std::this_thread::sleep_for(50ms);
  }
  ASSERT_EQ(problem, "");

  make_shared_cache(settings)->keep(host(1), Answer::yes({"192.0.2.1"}), 60s);
  const auto other = make_shared_cache(settings);
  other->prepare({host(1), host(2)});
  EXPECT_EQ(other->find(host(1)), Answer::yes({"192.0.2.1"}));
  EXPECT_EQ(other->find(host(2)), std::nullopt);

  SharedCacheSettings wrong = settings;
  wrong.password = "falsch";
  EXPECT_NE(make_shared_cache(wrong)->check(), "");

  server.stop();
  const auto begin = std::chrono::steady_clock::now();
  other->prepare({host(1)});
  EXPECT_EQ(other->find(host(1)), std::nullopt);
  for (int i = 0; i < 100; ++i) other->keep(host(i), Answer::no(), 60s);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 500ms);
  EXPECT_EQ(other->state(), SharedCacheState::lost);
}

}  // namespace
}  // namespace mekiki::lookups
