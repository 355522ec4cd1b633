// Feeds of every shape, and their index.
#include "lookups/feed_index.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace mekiki::lookups {
namespace {

using Kind = FeedEntry::Kind;

class FeedIndexTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::temp_directory_path() / ("mekiki-feed-test-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  Result<FeedDescription> make(const std::string& text) {
    std::ofstream(source(), std::ios::binary) << text;
    return make_feed_index(source(), {.name = "test", .meaning = "phish", .source = "s", .fetched = 1700000000},
                           index());
  }
  [[nodiscard]] std::filesystem::path source() const { return folder / "feed.txt"; }
  [[nodiscard]] std::filesystem::path index() const { return folder / "sub" / "test.feed"; }
  std::filesystem::path folder;
};

TEST(FeedLine, Shapes) {
  const std::pair<const char*, std::pair<Kind, const char*>> cases[] = {
      {"bad.example", {Kind::host, "bad.example"}},
      {"  Bad.Example.\r", {Kind::host, "bad.example"}},
      {"0.0.0.0 bad.example", {Kind::host, "bad.example"}},
      {"127.0.0.1\tbad.example # comment", {Kind::host, "bad.example"}},
      {"||bad.example^", {Kind::host, "bad.example"}},
      {"*.bad.example", {Kind::host, "bad.example"}},
      {"https://bad.example/", {Kind::host, "bad.example"}},
      {"HTTP://user:pw@Bad.Example:8080", {Kind::host, "bad.example"}},
      {"http://bad.example/a/b.php?x=1", {Kind::page, "bad.example"}},
      {"bad.example/login", {Kind::page, "bad.example"}},
      {R"("3001","2026-01-01 00:00:00","http://bad.example/x.exe","online","malware_download")",
       {Kind::page, "bad.example"}},
      {"# a comment", {Kind::nothing, ""}},
      {"; a comment", {Kind::nothing, ""}},
      {"! a comment", {Kind::nothing, ""}},
      {"", {Kind::nothing, ""}},
      {"127.0.0.1 localhost", {Kind::nothing, ""}},
      {"::1 ip6-loopback", {Kind::nothing, ""}},
      {"not a host at all", {Kind::unknown, ""}},
      {"com", {Kind::unknown, ""}},
      {"bad_\x80.example", {Kind::unknown, ""}},
      {"192.0.2.0/33", {Kind::unknown, ""}},
      {"192.0.2.9 - 192.0.2.1", {Kind::unknown, ""}},
  };
  for (const auto& [line, expected] : cases) {
    const FeedEntry entry = read_feed_line(line);
    EXPECT_EQ(entry.kind, expected.first) << line;
    EXPECT_EQ(entry.host, expected.second) << line;
  }
}

TEST(FeedLine, Addresses) {
  EXPECT_EQ(read_feed_line("192.0.2.7").first4, 0xC0000207u);
  EXPECT_EQ(read_feed_line("192.0.2.77/24").first4, 0xC0000200u);
  EXPECT_EQ(read_feed_line("192.0.2.77/24").last4, 0xC00002FFu);
  EXPECT_EQ(read_feed_line("192.0.2.0/24 ; SBL1").last4, 0xC00002FFu);
  EXPECT_EQ(read_feed_line("192.0.2.1 - 192.0.2.9").last4, 0xC0000209u);
  EXPECT_EQ(read_feed_line("192.0.2.1-192.0.2.9").first4, 0xC0000201u);
  EXPECT_EQ(read_feed_line("http://192.0.2.7:8000/x").kind, Kind::range4);
  EXPECT_EQ(read_feed_line("2001:db8::/32").kind, Kind::range6);
  EXPECT_EQ(read_feed_line("2001:db8::/32").last6[15], 0xFF);
}

TEST_F(FeedIndexTest, FindsWhatIsThereAndNothingElse) {
  const auto made =
      make("# head\nbad.example\nhttp://half.example/x\n192.0.2.0/24\n192.0.2.128/25\n10.0.0.1\n2001:db8::/32\n???\n");
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->entries, 6u);
  EXPECT_EQ(made->skipped, 1u);
  const auto opened = FeedIndex::open(index());
  ASSERT_TRUE(opened.ok());
  const FeedIndex& feed = **opened;
  EXPECT_EQ(feed.description().name, "test");
  EXPECT_EQ(feed.description().fetched, 1700000000);
  EXPECT_EQ(feed.description().sha256.size(), 64u);
  EXPECT_TRUE(feed.lists_host("bad.example"));
  EXPECT_FALSE(feed.lists_host("ad.example"));
  EXPECT_FALSE(feed.lists_host("half.example"));
  EXPECT_TRUE(feed.lists_page_of("half.example"));
  for (const char* ip : {"192.0.2.0", "192.0.2.255", "10.0.0.1", "2001:db8:ffff::1"})
    EXPECT_TRUE(feed.lists_address(ip)) << ip;
  for (const char* ip :
       {"192.0.1.255", "192.0.3.0", "10.0.0.0", "10.0.0.2", "2001:db9::", "0.0.0.0", "255.255.255.255", ""}) {
    EXPECT_FALSE(feed.lists_address(ip)) << ip;
  }
}

TEST_F(FeedIndexTest, IsReadableByItsUserAloneAndReplacedAsAWhole) {
  ASSERT_TRUE(make("bad.example\n").ok());
  struct stat about{};
  ASSERT_EQ(::stat(index().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  const auto before = FeedIndex::open(index());
  ASSERT_TRUE(before.ok());
  ASSERT_TRUE(make("other.example\n").ok());
  EXPECT_TRUE((*before)->lists_host("bad.example"));  // who has it open keeps the old one
  const auto after = FeedIndex::open(index());
  ASSERT_TRUE(after.ok());
  EXPECT_FALSE((*after)->lists_host("bad.example"));
  // Nothing is left beside it.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(index().parent_path()), {}), 1);
}

TEST_F(FeedIndexTest, AFeedWithoutEntriesLeavesTheIndexAsItWas) {
  ASSERT_TRUE(make("bad.example\n").ok());
  const auto made = make("<html>503 Service Unavailable</html>\n");
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().code, "empty");
  EXPECT_TRUE((*FeedIndex::open(index()))->lists_host("bad.example"));
}

TEST_F(FeedIndexTest, ADamagedIndexIsSaidToBe) {
  ASSERT_TRUE(make("bad.example\n192.0.2.1\n").ok());
  std::ifstream file(index(), std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(file)), {});
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    std::ofstream(index(), std::ios::binary | std::ios::trunc) << whole.substr(0, size);
    const auto opened = FeedIndex::open(index());
    ASSERT_FALSE(opened.ok()) << size;
  }
  for (std::size_t at = 8; at < 48; ++at) {
    std::string bent = whole;
    bent[at] = '\xFF';
    std::ofstream(index(), std::ios::binary | std::ios::trunc) << bent;
    EXPECT_FALSE(FeedIndex::open(index()).ok()) << at;
  }
  EXPECT_EQ(FeedIndex::open(folder / "none").error().code, "missing");
}

TEST_F(FeedIndexTest, ManyEntriesCostNoStartUpTime) {
  constexpr int count = 300'000;
  {
    std::ofstream file(source(), std::ios::binary);
    for (int i = 0; i < count; ++i) file << "host" << i << ".example\n";
  }
  const auto made = make_feed_index(source(), {.name = "many", .meaning = "spam", .source = "s"}, index());
  ASSERT_TRUE(made.ok());
  const auto begin = std::chrono::steady_clock::now();
  const auto opened = FeedIndex::open(index());
  ASSERT_TRUE(opened.ok());
  EXPECT_TRUE((*opened)->lists_host("host299999.example"));
  EXPECT_FALSE((*opened)->lists_host("host300000.example"));
  const auto took = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(took, std::chrono::milliseconds(50));
}

}  // namespace
}  // namespace mekiki::lookups
