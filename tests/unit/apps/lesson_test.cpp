#include "apps/lesson.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace mekiki::apps {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

json report(const std::string& level) {
  return {{"level", level},
          {"message", {{"sha256", "ab"}, {"from", {{"display", "Ann"}, {"address", "ann@ledger-sample.com"}}}}},
          {"route",
           {{{"by", "store.riverlane-sample.org"}, {"trusted", true}},
            {{"by", "localhost"}, {"trusted", true}},
            {{"by", "2002:a05::1"}, {"trusted", true}},
            {{"by", "10.1.2.3"}, {"trusted", true}},
            {{"by", "mx1.riverlane-sample.org"}, {"trusted", true}},
            {{"by", "mx1.riverlane-sample.org.evil-sample.net"}, {"trusted", false}}}}};
}

TEST(Lesson, BelievedServersWithNames) {
  const lookups::Lesson lesson = lesson_of({"sam@riverlane-sample.org"}, report("none"));
  EXPECT_THAT(lesson.account, ElementsAre("sam@riverlane-sample.org"));
  EXPECT_THAT(lesson.servers, ElementsAre("store.riverlane-sample.org", "mx1.riverlane-sample.org"));
  EXPECT_EQ(lesson.mail, "ab");
  EXPECT_GT(lesson.now, 0);
}

TEST(Lesson, NamesThatResultsAreSignedWith) {
  json told = report("none");
  told["authentication"] = {{"authserv_ids", {"auth.filter-sample.org", 5, "local"}}};
  EXPECT_THAT(lesson_of({}, told).servers,
              ElementsAre("store.riverlane-sample.org", "mx1.riverlane-sample.org", "auth.filter-sample.org"));
}

TEST(Lesson, ScammersDoNotBecomeAcquaintances) {
  EXPECT_EQ(lesson_of({}, report("none")).sender, "ann@ledger-sample.com");
  EXPECT_EQ(lesson_of({}, report("note")).sender, "ann@ledger-sample.com");
  EXPECT_EQ(lesson_of({}, report("suspicious")).sender, "");
  EXPECT_EQ(lesson_of({}, report("danger")).sender, "");
}

TEST(Lesson, AnythingAtAllMayBeInAReport) {
  for (const json& odd : {json(), json(5), json::array(), json{{"message", 1}, {"route", "x"}, {"level", "none"}},
                          json{{"message", {{"from", 3}}}, {"route", {1, "x"}}, {"level", "none"}}}) {
    const lookups::Lesson lesson = lesson_of({}, odd);
    EXPECT_EQ(lesson.sender, "");
    EXPECT_THAT(lesson.servers, IsEmpty());
  }
}

}  // namespace
}  // namespace mekiki::apps
