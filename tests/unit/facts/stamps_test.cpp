#include "facts/stamps.h"

#include <gtest/gtest.h>

#include "fact_mail.h"

namespace mekiki::facts {
namespace {

TEST(WithoutStamps, TakesTagsOffTheHead) {
  EXPECT_EQ(without_stamps("[spam] Seminar"), "Seminar");
  EXPECT_EQ(without_stamps("***SPAM*** [EXTERNAL] Seminar"), "Seminar");
  EXPECT_EQ(without_stamps("【迷惑メール】セミナー"), "セミナー");
  EXPECT_EQ(without_stamps("[SPAM 7.3] Seminar"), "Seminar");
}

TEST(WithoutStamps, LeavesOtherBracketsAlone) {
  EXPECT_EQ(without_stamps("【重要】お知らせ"), "【重要】お知らせ");
  EXPECT_EQ(without_stamps("[users] spam filter"), "[users] spam filter");
  EXPECT_EQ(without_stamps("Re: [spam] Seminar"), "Re: [spam] Seminar");
  EXPECT_EQ(without_stamps("[spamalot] tickets"), "[spamalot] tickets");
  EXPECT_EQ(without_stamps("[spam"), "[spam");
  EXPECT_EQ(without_stamps(""), "");
}

TEST(Stamps, SayWhereAndWhat) {
  const Facts facts =
      facts_of(Draft{.subject = "[spam] Seminar", .headers = "X-Spam-Flag: YES\nX-Spam-Status: No, score=1\n"});
  ASSERT_EQ(facts.stamps.all.size(), 2U);
  EXPECT_TRUE(facts.stamps.all[0].in_subject);
  EXPECT_EQ(facts.stamps.all[0].text, "[spam]");
  EXPECT_EQ(facts.stamps.all[1].where, "header:X-Spam-Flag");
}

TEST(Stamps, OutsideMarksSayNothingOfSpam) {
  const Facts facts = facts_of(Draft{.subject = "[EXTERNAL] Seminar"});
  ASSERT_EQ(facts.stamps.all.size(), 1U);
  EXPECT_FALSE(facts.stamps.all[0].says_spam);
}

TEST(Stamps, ManyTagsEnd) {
  std::string subject;
  for (int i = 0; i < 1000; ++i) subject += "[spam]";
  EXPECT_LE(facts_of(Draft{.subject = subject}).stamps.all.size(), 8U);
}

}  // namespace
}  // namespace mekiki::facts
