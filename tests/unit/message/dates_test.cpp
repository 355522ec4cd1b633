#include "message/dates.h"

#include <gtest/gtest.h>

namespace mekiki::message {
namespace {

constexpr std::int64_t moment = 1577934245;  // 2020-01-02T03:04:05Z

TEST(Dates, Forms) {
  for (const char* text : {
           "Thu, 2 Jan 2020 03:04:05 +0000",
           "Thu, 02 Jan 2020 12:04:05 +0900 (JST)",
           "2 Jan 2020 03:04:05 GMT",
           "Thu,2 Jan 2020 03:04:05 GMT",
           "Thursday, 2-Jan-20 03:04:05 UT",
           "Thu, 2 Jan 120 03:04:05 Z",
           "Wed, 1 Jan 2020 22:04:05 EST",
           "Wed, 1 Jan 2020 19:04:05 PST",
           "Thu, 2 Jan 2020 12:04:05 JST",
           "Thu Jan  2 03:04:05 2020",
           "Thu Jan  2 03:04:05 UTC 2020",
           "2020-01-02T03:04:05Z",
           "2020-01-02 12:04:05.123 +09:00",
           "Thu, 2 Jan 2020 (a (nested) comment) 03:04:05 +0000",
           "Thu, 2 Jan 2020 3:04:05 AM +0000",
           "Thu, 2 Jan 2020 03:04:05 +0000-62495-238",
           "Thu, 2 Jan 2020 03:04:05 GMT+0000",
       })
    EXPECT_EQ(parse_date(text), moment) << text;
}

TEST(Dates, Years) {
  EXPECT_EQ(parse_date("1 Jan 49 00:00:00 +0000"), 2493072000);
  EXPECT_EQ(parse_date("1 Jan 70 00:00:00 +0000"), 0);
  EXPECT_EQ(parse_date("31 Dec 1969 23:59:59 +0000"), -1);
  EXPECT_EQ(parse_date("29 Feb 2024 00:00 +0000"), 1709164800);
}

TEST(Dates, NotDates) {
  for (const char* text :
       {"", "yesterday", "01-05-2024", "Thu, 32 Jan 2020 00:00:00 +0000", "29 Feb 2023 00:00:00 +0000",
        "1 Jan 2020 24:00:00 +0000", "1 Jan 2020 10:60 +0000", "99999 Jan 2020 10:00 +0000",
        "1 Jan 2020 10:00:00 +9959", "1 Xyz 2020 10:00:00", "((((", "::::"})
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
}

}  // namespace
}  // namespace mekiki::message
