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

TEST(WithoutStamps, EveryKindOfBracket) {
  EXPECT_EQ(without_stamps("\uff3bspam\uff3dSeminar"), "Seminar");
  EXPECT_EQ(without_stamps("\u226aSPAM\u226bSeminar"), "Seminar");
  EXPECT_EQ(without_stamps("*****SPAM***** Seminar"), "Seminar");
  EXPECT_EQ(without_stamps("{Spam?} Seminar"), "Seminar");
  EXPECT_EQ(without_stamps("[Junk Mail] Seminar"), "Seminar");
  EXPECT_EQ(without_stamps("[\u8ff7\u60d1\u30e1\u30fc\u30eb] Seminar"), "Seminar");
  EXPECT_EQ(without_stamps("* Seminar"), "* Seminar");
  EXPECT_EQ(without_stamps("[phishing training] Seminar"), "[phishing training] Seminar");
}

std::vector<std::string> filters(const std::string& headers) {
  std::vector<std::string> found;
  for (const Stamp& stamp : facts_of(Draft{.headers = headers}).stamps.all) found.push_back(stamp.filter);
  return found;
}

TEST(Stamps, HeadersOfTheFilters) {
  using List = std::vector<std::string>;
  EXPECT_EQ(filters("X-Forefront-Antispam-Report: CIP:45.12.3.2;CTRY:;LANG:en;SCL:9;SFV:SPM;CAT:HPHSH;\n"),
            List{"Microsoft 365"});
  EXPECT_EQ(filters("X-MS-Exchange-Organization-SCL: 6\n"), List{"Microsoft Exchange"});
  EXPECT_EQ(filters("X-YahooFilteredBulk: 45.12.3.2\n"), List{"Yahoo"});
  EXPECT_EQ(filters("X-Barracuda-Spam-Status: Yes, SCORE=8.2\n"), List{"Barracuda"});
  EXPECT_EQ(filters("X-Spamd-Result: default: True [15.10 / 15.00]; BAYES_SPAM(5.1)\n"), List{"rspamd"});
  EXPECT_EQ(filters("X-Rspamd-Action: add header\n"), List{"rspamd"});
  EXPECT_EQ(filters("X-Spam-Level: *******\n"), List{"SpamAssassin"});
}

TEST(Stamps, HeadersThatFoundNothing) {
  EXPECT_TRUE(filters("X-Forefront-Antispam-Report: CIP:45.12.3.2;SCL:1;SFV:NSPM;CAT:NONE;\n"
                      "X-MS-Exchange-Organization-SCL: -1\nX-Spam-Level: **\nX-Spam-Status: No, score=1\n"
                      "X-Spamd-Result: default: False [-1.10 / 15.00]\nX-Rspamd-Action: no action\n"
                      "X-Barracuda-Spam-Status: No, SCORE=0.0\nX-YMailISG: abc\nX-Bogosity: No\n")
                  .empty());
}

TEST(Stamps, TellWhetherTheReadersSideWroteThem) {
  const std::string received =
      "Received: from a.example.com (a.example.com [81.187.30.52]) by mx.example.com with ESMTP; Tue, 4 Mar 2025 "
      "09:12:31 "
      "+0000\n";
  const std::string stamp = "X-Spam-Flag: YES\n";
  const auto by_receiver = [](const std::string& headers) {
    return facts_of(headers + "From: ola@fjell-sample.org\nSubject: x\n\nHello.\n").stamps.all.at(0).by_receiver;
  };
  EXPECT_TRUE(by_receiver(stamp + received));
  EXPECT_FALSE(by_receiver(received + stamp));
  EXPECT_FALSE(by_receiver(stamp)) << "no route, nobody knows";
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
