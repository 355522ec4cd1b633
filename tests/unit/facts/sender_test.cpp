#include "facts/sender.h"

#include <gtest/gtest.h>

#include "fact_mail.h"

namespace mekiki::facts {
namespace {

TEST(Sender, WhoseDomainItIs) {
  const Sender biglobe = facts_of(Draft{.from = "x <kt7@mri.biglobe.ne.jp>"}).sender;
  EXPECT_EQ(biglobe.organisation, "biglobe.ne.jp");
  ASSERT_NE(biglobe.owner, nullptr);
  EXPECT_EQ(biglobe.owner->name_en, "BIGLOBE");
  EXPECT_TRUE(biglobe.anyone_can_have_address);
  EXPECT_EQ(biglobe.brand, nullptr);

  const Sender company = facts_of(Draft{.from = "x <mail@cj.jcb.co.jp>"}).sender;
  ASSERT_NE(company.brand, nullptr);
  EXPECT_EQ(company.brand->id, "jcb");
  EXPECT_FALSE(company.anyone_can_have_address);
}

TEST(Sender, FreeMailIsForAnyone) {
  for (const char* address : {"a@gmail.com", "a@yahoo.co.jp", "a@outlook.jp", "a@icloud.com", "a@proton.me"}) {
    EXPECT_TRUE(facts_of(Draft{.from = address}).sender.anyone_can_have_address) << address;
    EXPECT_EQ(facts_of(Draft{.from = address}).sender.brand, nullptr) << address;
  }
}

// What strangers can do with such a site is publish there; its mail is still the company's own.
TEST(Sender, CompaniesWhoseSitesAreOpenStillSendTheirOwnMail) {
  for (const char* address :
       {"no-reply@dropbox.com", "noreply@github.com", "no-reply@zoom.us", "team@notion.so", "hello@canva.com"}) {
    EXPECT_NE(facts_of(Draft{.from = address}).sender.brand, nullptr) << address;
  }
}

TEST(Sender, DomainsAreComparedAsALabels) {
  EXPECT_EQ(facts_of(Draft{.from = "x <info@xn--wgv71a119e.jp>"}).sender.domain, "xn--wgv71a119e.jp");
  EXPECT_EQ(facts_of(Draft{.from = "x <info@日本語.jp>"}).sender.domain, "xn--wgv71a119e.jp");
}

TEST(Sender, ReplyToElsewhereOnly) {
  EXPECT_EQ(facts_of(Draft{.headers = "Reply-To: ola@fjell-sample.org\n"}).sender.reply_domain, "");
  EXPECT_EQ(facts_of(Draft{.headers = "Reply-To: ola@gmail.com\n"}).sender.reply_domain, "gmail.com");
}

TEST(Sender, EnvelopeAndMessageId) {
  const Sender sender = facts_of(
                            "Return-Path: <b-1@bounce.fjell-sample.org>\nFrom: ola@fjell-sample.org\nMessage-ID: "
                            "<1.2@mid-sample.net>\n\nx\n")
                            .sender;
  EXPECT_EQ(sender.envelope_domain, "bounce.fjell-sample.org");
  EXPECT_EQ(sender.message_id_domain, "mid-sample.net");
}

TEST(Sender, NobodyWroteIt) {
  const Sender sender = facts_of("Subject: x\n\nHello.\n").sender;
  EXPECT_EQ(sender.domain, "");
  EXPECT_EQ(sender.owner, nullptr);
}

TEST(Sender, ListsThatRewriteFrom) {
  const Facts facts = facts_of(
      Draft{.from = "Kenji via users <users@lists-sample.org>",
            .headers = "List-Id: <users.lists-sample.org>\nX-Original-From: Kenji <kenji@wakaba-sample.jp>\n"});
  EXPECT_TRUE(facts.sender.list_rewrote_from);
  EXPECT_EQ(facts.sender.list_author, "kenji@wakaba-sample.jp");
  EXPECT_FALSE(facts_of(Draft{.from = "Kenji via users <users@lists-sample.org>"}).sender.list_rewrote_from);
}

TEST(Bulk, ListsAndNewslettersAndRobots) {
  EXPECT_TRUE(
      facts_of(Draft{.headers = "List-Id: <users.lists-sample.org>\nCc: users@lists-sample.org\n"}).bulk.discussion);
  EXPECT_TRUE(facts_of(Draft{.headers = "List-Post: <mailto:Users@lists-sample.org>\nCc: users@lists-sample.org\n"})
                  .bulk.discussion);
  EXPECT_TRUE(facts_of(Draft{.headers = "Mailing-List: list users@lists-sample.org\nCc: users@lists-sample.org\n"})
                  .bulk.discussion);
  // Anybody can write these into a mail that went to the reader alone.
  EXPECT_FALSE(facts_of(Draft{.headers = "List-Id: <a.b>\n"}).bulk.discussion);
  EXPECT_FALSE(facts_of(Draft{.headers = "List-Post: <mailto:users@lists-sample.org>\n"}).bulk.discussion);
  EXPECT_FALSE(facts_of(Draft{.headers = "Precedence: list\n"}).bulk.discussion);
  EXPECT_TRUE(facts_of(Draft{.headers = "List-Id: <a.b>\n"}).bulk.mailing_list);
  EXPECT_TRUE(facts_of(Draft{.headers = "Precedence: list\n"}).bulk.mailing_list);
  EXPECT_TRUE(facts_of(Draft{.headers = "List-Unsubscribe: <https://x.org/>\n"}).bulk.list_unsubscribe);
  EXPECT_FALSE(facts_of(Draft{.headers = "List-Unsubscribe: <https://x.org/>\n"}).bulk.mailing_list);
  EXPECT_TRUE(facts_of(Draft{.headers = "Auto-Submitted: auto-replied\n"}).bulk.automatic);
  EXPECT_FALSE(facts_of(Draft{.headers = "Auto-Submitted: no\n"}).bulk.automatic);
  EXPECT_FALSE(facts_of(Draft{}).bulk.automatic);
}

}  // namespace
}  // namespace mekiki::facts
