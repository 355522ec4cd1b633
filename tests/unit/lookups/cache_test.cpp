#include "lookups/cache.h"

#include <gtest/gtest.h>

namespace mekiki::lookups {
namespace {

using namespace std::chrono_literals;
using questions::Answer;
using questions::Kind;
using questions::Question;

class MemoryCache : public ::testing::Test {
 protected:
  std::unique_ptr<Cache> cache(std::size_t bytes) {
    return make_memory_cache(bytes, [this] { return now; });
  }
  static Question question(int number) { return {Kind::dns_a, "host" + std::to_string(number) + ".example"}; }

  std::chrono::steady_clock::time_point now{1h};
};

TEST_F(MemoryCache, KeepsForItsTime) {
  const auto kept = cache(10000);
  kept->keep(question(1), Answer::yes({"192.0.2.1"}), 60s);
  kept->keep(question(2), Answer::no("nxdomain"), 30s);
  now += 29s;
  EXPECT_EQ(kept->find(question(1)), Answer::yes({"192.0.2.1"}));
  EXPECT_EQ(kept->find(question(2)), Answer::no("nxdomain"));
  now += 1s;
  EXPECT_EQ(kept->find(question(2)), std::nullopt);
  now += 30s;
  EXPECT_EQ(kept->find(question(1)), std::nullopt);
  EXPECT_EQ(kept->find(question(3)), std::nullopt);
}

TEST_F(MemoryCache, KindsAreApart) {
  const auto kept = cache(10000);
  kept->keep({Kind::dns_a, "x.example"}, Answer::no(), 60s);
  EXPECT_EQ(kept->find({Kind::dns_mx, "x.example"}), std::nullopt);
}

TEST_F(MemoryCache, NothingIsKeptForNoTime) {
  const auto kept = cache(10000);
  kept->keep(question(1), Answer::no(), 60s);
  kept->keep(question(1), Answer::yes({"192.0.2.1"}), 0s);  // the newer answer replaces the older, and is not kept
  EXPECT_EQ(kept->find(question(1)), std::nullopt);
}

TEST_F(MemoryCache, TheLongestUnusedGoesFirst) {
  const auto kept = cache(1000);
  for (int i = 0; i < 4; ++i) kept->keep(question(i), Answer::no(), 60s);
  EXPECT_TRUE(kept->find(question(0)));  // used
  kept->keep(question(4), Answer::no(), 60s);
  EXPECT_TRUE(kept->find(question(0)));
  EXPECT_FALSE(kept->find(question(1)));
  EXPECT_TRUE(kept->find(question(4)));
}

TEST_F(MemoryCache, IsBounded) {
  const auto kept = cache(100000);
  for (int i = 0; i < 10000; ++i) kept->keep(question(i), Answer::yes({std::string(100, 'a')}), 60s);
  int found = 0;
  for (int i = 0; i < 10000; ++i) found += kept->find(question(i)) ? 1 : 0;
  EXPECT_GT(found, 200);
  EXPECT_LT(found, 400);
  kept->keep(question(1), Answer::yes({std::string(100001, 'a')}), 60s);
  EXPECT_FALSE(kept->find(question(1)));
}

}  // namespace
}  // namespace mekiki::lookups
