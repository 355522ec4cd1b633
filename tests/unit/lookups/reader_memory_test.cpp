#include "lookups/reader_memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "base/limits.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using testing::ElementsAre;
using testing::IsEmpty;

class Remembering : public testing::Test {
 protected:
  void SetUp() override {
    std::string made = testing::TempDir() + "reader_XXXXXX";
    folder = mkdtemp(made.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  [[nodiscard]] std::filesystem::path file() const { return folder / "mekiki" / "reader.json"; }
  [[nodiscard]] std::string content() const {
    std::ifstream in(file(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  Lesson lesson(const std::string& mail, const std::string& sender, std::int64_t day = 20'000) const {
    return {mail, {"Sam@riverlane-sample.org"}, {"mx1.riverlane-sample.org"}, sender, day * 86400 + 7};
  }
  // So many that a first contact means something.
  void meet_many(ReaderMemory& memory) const {
    for (int i = 0; i < 20; ++i) {
      const std::string n = std::to_string(i);
      EXPECT_TRUE(memory.learn(lesson("many" + n, "person" + n + "@ledger-sample.com")));
    }
  }

  std::filesystem::path folder;
};

TEST_F(Remembering, NothingIsKnownAtFirst) {
  ReaderMemory memory(file());
  EXPECT_THAT(memory.receiving_servers({"sam@riverlane-sample.org"}), IsEmpty());
  EXPECT_EQ(memory.correspondent("ann@ledger-sample.com"), Answer::unknown("too_few"));
  EXPECT_FALSE(std::filesystem::exists(file())) << "asking writes nothing";
}

TEST_F(Remembering, ServersCountFromTheThirdMailOfTheAccount) {
  ReaderMemory memory(file());
  memory.learn(lesson("1", "a@ledger-sample.com"));
  memory.learn(lesson("2", "a@ledger-sample.com"));
  EXPECT_THAT(memory.receiving_servers({"sam@riverlane-sample.org"}), IsEmpty());
  memory.learn(lesson("2", "a@ledger-sample.com"));
  EXPECT_THAT(memory.receiving_servers({"sam@riverlane-sample.org"}), IsEmpty()) << "the same mail again";
  memory.learn(lesson("3", "a@ledger-sample.com"));
  EXPECT_THAT(memory.receiving_servers({"sam@riverlane-sample.org"}), ElementsAre("mx1.riverlane-sample.org"));
  EXPECT_THAT(memory.receiving_servers({"tom@riverlane-sample.org"}), IsEmpty()) << "another account";
  EXPECT_THAT(memory.receiving_servers({}), IsEmpty());
}

TEST_F(Remembering, SendersAreKnownWithTheirDays) {
  ReaderMemory memory(file());
  EXPECT_FALSE(memory.knows_enough());
  meet_many(memory);
  EXPECT_TRUE(memory.knows_enough());
  EXPECT_EQ(memory.correspondent("ann@ledger-sample.com"), Answer::no());
  memory.learn(lesson("x", "Ann@Ledger-Sample.com", 20'000));
  memory.learn(lesson("y", "ann@ledger-sample.com", 20'031));
  EXPECT_EQ(memory.correspondent("ann@ledger-sample.com"),
            Answer::yes({"mails=2", "first=2024-10-04", "last=2024-11-04"}));
}

TEST_F(Remembering, WhatIsErasedMeanwhileIsKnownNoLonger) {
  ReaderMemory memory(file());
  meet_many(memory);
  ASSERT_EQ(memory.correspondent("person7@ledger-sample.com").outcome, questions::Outcome::yes);
  ASSERT_TRUE(erase_memory(file()));
  EXPECT_FALSE(memory.knows_enough());
  EXPECT_EQ(memory.correspondent("person7@ledger-sample.com"), Answer::unknown("too_few"));
}

TEST_F(Remembering, TheFileTellsNoAddressesAndIsOnesOwn) {
  ReaderMemory memory(file());
  memory.learn(lesson("1", "ann@ledger-sample.com"));
  EXPECT_EQ(content().find("ann"), std::string::npos);
  EXPECT_EQ(content().find("ledger-sample"), std::string::npos);
  EXPECT_EQ(content().find("sam@"), std::string::npos);
  struct stat status{};
  ASSERT_EQ(stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(Remembering, EachFileHasAKeyOfItsOwn) {
  ReaderMemory memory(file());
  memory.learn(lesson("1", "ann@ledger-sample.com"));
  const std::string before = content();
  EXPECT_TRUE(erase_memory(file()));
  EXPECT_FALSE(std::filesystem::exists(file()));
  ReaderMemory again(file());
  again.learn(lesson("1", "ann@ledger-sample.com"));
  EXPECT_NE(content(), before);
}

TEST_F(Remembering, ErasedWhileInUse) {
  ReaderMemory memory(file());
  meet_many(memory);
  erase_memory(file());
  memory.learn(lesson("x", "ann@ledger-sample.com"));
  EXPECT_EQ(memory_status(file()).correspondents, 1U);
}

TEST_F(Remembering, WhatIsBoundedForgetsTheOldest) {
  std::filesystem::create_directories(file().parent_path());
  std::string correspondents;
  for (std::size_t i = 0; i < limits::memory_correspondents; ++i) {
    std::string name = std::to_string(i);
    name.insert(0, 32 - name.size(), '0');
    correspondents +=
        (i == 0 ? "\"" : ",\"") + name + R"(":{"mails":1,"first":1,"last":)" + std::to_string(i + 2) + "}";
  }
  std::ofstream(file()) << R"({"version":1,"key":")" << std::string(64, 'a')
                        << R"(","accounts":{},"mails":[],"correspondents":{)" << correspondents << "}}";
  ReaderMemory memory(file());
  memory.learn(lesson("x", "ann@ledger-sample.com"));
  EXPECT_EQ(memory_status(file()).correspondents, limits::memory_correspondents);
  EXPECT_EQ(content().find(std::string(32, '0')), std::string::npos);
  EXPECT_EQ(memory.correspondent("ann@ledger-sample.com").outcome, questions::Outcome::yes);
}

TEST_F(Remembering, ADamagedFileCountsAsEmpty) {
  std::filesystem::create_directories(file().parent_path());
  for (const std::string text :
       {"", "{", "[]", "{\"version\":2}", "{\"version\":1,\"key\":5}", R"({"version":1,"key":"zz","accounts":[1]})",
        R"({"version":1,"key":")"
        "x"
        R"("})"}) {
    std::ofstream(file(), std::ios::trunc) << text;
    EXPECT_FALSE(memory_status(file()).readable) << text;
    ReaderMemory memory(file());
    EXPECT_EQ(memory.correspondent("ann@ledger-sample.com"), Answer::unknown("too_few")) << text;
    EXPECT_TRUE(memory.learn(lesson("1", "ann@ledger-sample.com"))) << text;
    EXPECT_TRUE(memory_status(file()).readable) << text;
  }
  const std::string key(64, 'a');
  std::ofstream(file(), std::ios::trunc) << R"({"version":1,"key":")" << key << R"(","accounts":5,"mails":{"a":1}})";
  ReaderMemory memory(file());
  EXPECT_TRUE(memory.learn(lesson("1", "ann@ledger-sample.com")));
}

TEST_F(Remembering, NowhereToWrite) {
  ReaderMemory memory({});
  EXPECT_FALSE(memory.learn(lesson("1", "ann@ledger-sample.com")));
  EXPECT_FALSE(memory_status({}).exists);
  EXPECT_TRUE(erase_memory({}));
}

}  // namespace
}  // namespace mekiki::lookups
