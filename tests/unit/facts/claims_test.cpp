#include "facts/claims.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "fact_mail.h"
#include "facts/brand_words.h"

namespace mekiki::facts {
namespace {

// The brand that the mail speaks for, or "".
std::string main_claim(const Draft& draft) {
  const Facts facts = facts_of(draft);
  return facts.claims.main() == nullptr ? "" : std::string(facts.claims.main()->brand->id);
}

std::string named(const std::string& display) {
  return main_claim(Draft{.from = "\"" + display + "\" <x@qx-sample.net>"});
}

bool has_way(const Facts& facts, std::string_view brand, Claim::Way way) {
  for (const ClaimedBrand& claimed : facts.claims.brands) {
    if (claimed.brand->id != brand) continue;
    if (std::any_of(claimed.claims.begin(), claimed.claims.end(), [&](const Claim& claim) { return claim.way == way; }))
      return true;
  }
  return false;
}

TEST(ClaimOfTheDisplayName, InEveryScriptAndWidth) {
  EXPECT_EQ(named("Kagoya Support"), "kagoya");
  EXPECT_EQ(named("カゴヤ・ジャパン"), "kagoya");
  EXPECT_EQ(named("ｶｺﾞﾔ"), "kagoya");
  EXPECT_EQ(named("ＫＡＧＯＹＡ　サポート"), "kagoya");
  EXPECT_EQ(named("三井住友銀行"), "smbc");
  EXPECT_EQ(named("三 井 住 友 銀 行"), "smbc");
  EXPECT_EQ(named("Wells Fargo"), "wells_fargo");
  EXPECT_EQ(named("wellsfargo alerts"), "wells_fargo");
}

TEST(ClaimOfTheDisplayName, SpacedOutOrWithInvisibleCharacters) {
  EXPECT_EQ(named("A m a z o n"), "amazon");
  EXPECT_EQ(named("Net\u200bflix"), "netflix");
  EXPECT_EQ(named("Pay\u00adPal"), "paypal");
}

TEST(ClaimOfTheDisplayName, WithServiceWords) {
  EXPECT_EQ(named("Amazon Customer Service"), "amazon");
  EXPECT_EQ(named("【重要】楽天市場"), "rakuten");
  EXPECT_EQ(named("Apple Support"), "apple");
  EXPECT_EQ(named("JCBカード お客様センター"), "jcb");
}

TEST(ClaimOfTheDisplayName, ADomainIsAName) {
  EXPECT_EQ(named("etc-meisai.jp"), "etc_meisai");
  EXPECT_EQ(named("www.netflix.com"), "netflix");
}

TEST(ClaimOfTheDisplayName, PeopleAndOthersAreNotTheCompany) {
  for (const char* name :
       {"楽天家の会 事務局", "Apple Hill Orchard", "Max Chase", "田中 優子", "Steven Au", "Bank of the River Gallery",
        "Amazonia Rainforest Trust", "Ledger Domain Theatre", "さくら幼稚園"}) {
    EXPECT_EQ(named(name), "") << name;
  }
}

TEST(ClaimOfTheDisplayName, LookAlikesAndSlipsOfTheFingers) {
  EXPECT_EQ(named("Arnazon Support"), "amazon");
  EXPECT_EQ(named("Rakutenn Support"), "rakuten");
  EXPECT_EQ(named("Microsfot Support"), "microsoft");
  EXPECT_EQ(named("Micorsoft Security"), "microsoft");
  EXPECT_EQ(named("Microssoft Team"), "microsoft");
  EXPECT_EQ(named("Micrisoft Team"), "microsoft");
  EXPECT_EQ(named("clocomo support"), "docomo");
}

TEST(ClaimOfTheDisplayName, WordsOneLetterAwayAreOtherWords) {
  EXPECT_EQ(named("Mail Delivery System"), "");
  EXPECT_EQ(named("Delivery Support"), "");
  EXPECT_EQ(named("Nicrosoft Support"), "") << "another first letter";
  EXPECT_EQ(named("Microsfot"), "") << "without a service's word it may be a name";
  EXPECT_EQ(named("Micoosoft Support"), "");
}

TEST(ClaimOfTheDress, ConfirmsAndDoesNotClaim) {
  const std::string logo = "<img src='https://qx-sample.net/a.png' alt='Netflix logo'>";
  const std::string link = "<a href='https://qx-sample.net/x'>Log in to Netflix</a>";
  const Facts dressed = facts_of(Draft{.body = "<p>Hello</p>" + logo + link, .type = "text/html"});
  EXPECT_TRUE(has_way(dressed, "netflix", Claim::Way::logo));
  EXPECT_TRUE(has_way(dressed, "netflix", Claim::Way::link_words));
  EXPECT_EQ(dressed.claims.main(), nullptr) << "partners and icons wear it too";
  const Facts icons =
      facts_of(Draft{.body = "<img src='f.png' alt='Follow us on Netflix and more'>", .type = "text/html"});
  EXPECT_FALSE(has_way(icons, "netflix", Claim::Way::logo));
}

TEST(ClaimOfTheOtherAddresses, ReplyToAndMessageId) {
  const Facts facts = facts_of(Draft{.headers = "Reply-To: help@netflix.com\nMessage-ID: <1@netflix.com>\n"});
  EXPECT_TRUE(has_way(facts, "netflix", Claim::Way::reply_to));
  EXPECT_TRUE(has_way(facts, "netflix", Claim::Way::message_id));
  EXPECT_EQ(facts.claims.main(), nullptr) << "addresses together are one way of speaking";
  const Facts customer = facts_of(Draft{.headers = "Reply-To: ann@gmail.com\n"});
  EXPECT_TRUE(customer.claims.brands.empty()) << "anyone can have an address there";
}

TEST(ClaimOfTheDisplayName, TheNameBeforeViaCounts) {
  EXPECT_EQ(main_claim(Draft{.from = "Kenji via Amazon <x@qx-sample.net>"}), "");
}

TEST(ClaimOfTheBody, GreetingAndSignatureTogether) {
  EXPECT_EQ(
      main_claim(Draft{.body = "Dear PayPal customer,\n\nplease look at your account.\n\n\nRegards\nThe PayPal Team"}),
      "paypal");
  EXPECT_EQ(main_claim(Draft{.body = "いつも三井住友カードをご利用いただきありがとうございます。\n\nご確認ください。\n"
                                     "\n\n\n三井住友カード株式会社"}),
            "smbc_card");
}

TEST(ClaimOfTheBody, OneWayAloneIsNoClaim) {
  EXPECT_EQ(main_claim(Draft{.body = "いつも三井住友カードをご利用いただきありがとうございますと言われました。明日また"
                                     "電話します。よろしく。"}),
            "");
}

TEST(ClaimOfTheBody, ACompanyMerelyMentionedIsNone) {
  EXPECT_EQ(
      main_claim(Draft{.body = "We ship with Yamato. Your number is 4489-1120.\nTrack it at Yamato.\n\nKitano Fish"}),
      "");
  EXPECT_EQ(
      main_claim(Draft{.body = "・楽天、黒字化へ\n・アマゾンジャパン、物流拠点を新設\n・三井住友銀行、手数料を改定"}),
      "");
  EXPECT_EQ(main_claim(Draft{.body = "I paid with PayPal for the Netflix of my mother, and Amazon lost the parcel."}),
            "");
}

TEST(ClaimOfTheBody, QuotedAndForwardedWordsAreSomebodyElses) {
  EXPECT_EQ(
      main_claim(Draft{
          .body = "Is this real?\n\n> Dear PayPal customer,\n> your PayPal account is limited.\n> The PayPal Team"}),
      "");
  EXPECT_EQ(
      main_claim(Draft{
          .body = "Is this real?\n\n---------- Forwarded message ---------\nFrom: PayPal\n\nDear PayPal customer,\n"
                  "your account is limited.\n\nThe PayPal Team"}),
      "");
  EXPECT_EQ(main_claim(
                Draft{.body = "Is this real?\n\nBegin forwarded message:\n\nDear PayPal customer,\n\nThe PayPal Team"}),
            "");
}

TEST(ClaimOfTheSubject, HeadsOnly) {
  EXPECT_TRUE(has_way(facts_of(Draft{.subject = "【楽天カード】お知らせ"}), "rakuten_card", Claim::Way::subject));
  EXPECT_TRUE(has_way(facts_of(Draft{.subject = "Netflix: your payment"}), "netflix", Claim::Way::subject));
  EXPECT_FALSE(has_way(facts_of(Draft{.subject = "Question about Netflix"}), "netflix", Claim::Way::subject));
}

TEST(ClaimOfTheAddress, LocalPart) {
  EXPECT_TRUE(has_way(facts_of(Draft{.from = "amazon-support@qx-sample.net"}), "amazon", Claim::Way::local_part));
  EXPECT_FALSE(has_way(facts_of(Draft{.from = "amazonia@qx-sample.net"}), "amazon", Claim::Way::local_part));
}

TEST(Claims, EvidenceLeadsToTheWords) {
  const std::string body = "Hello.\n\nDear PayPal customer, look here.\n\nmore\nmore\nmore\nThe PayPal Team";
  const Facts facts = facts_of(Draft{.body = body});
  ASSERT_NE(facts.claims.main(), nullptr);
  for (const Claim& claim : facts.claims.main()->claims) {
    if (!claim.where.starts_with("text:")) continue;
    EXPECT_EQ(facts.texts.seen[2].text.substr(claim.span.start, claim.span.size()), "PayPal") << claim.excerpt;
    EXPECT_FALSE(claim.excerpt.empty());
  }
}

TEST(Claims, TheStrongestComesFirst) {
  const Facts facts =
      facts_of(Draft{.from = "Netflix <x@qx-sample.net>", .body = "Pay with PayPal or Amazon Pay.\n\nThe PayPal Team"});
  ASSERT_FALSE(facts.claims.brands.empty());
  EXPECT_EQ(facts.claims.brands.front().brand->id, "netflix");
}

TEST(BelongsTo, OwnDomainsAndTheGroups) {
  const names::Brand* smbc = names::brand_by_id("smbc");
  ASSERT_NE(smbc, nullptr);
  EXPECT_TRUE(belongs_to("www.smbc.co.jp", *smbc));
  EXPECT_TRUE(belongs_to("vpass.ne.jp", *smbc));
  EXPECT_FALSE(belongs_to("smbc.co.jp.qx-sample.net", *smbc));
  EXPECT_FALSE(belongs_to("notsmbc.co.jp", *smbc));
  EXPECT_FALSE(belongs_to("", *smbc));
}

std::set<std::string> words(std::string_view text) {
  std::set<std::string> found;
  for (const BrandWord& word : brand_words_in(text)) found.emplace(word.brand->id);
  return found;
}

TEST(BrandWords, InsideMachineNames) {
  EXPECT_EQ(words("cpkagoya."), std::set<std::string>{"kagoya"});
  EXPECT_EQ(words("www.smbc-card.com."), std::set<std::string>{"smbc_card"});
  EXPECT_EQ(words("login.netflix-help"), std::set<std::string>{"netflix"});
  EXPECT_EQ(words("/wp-content/paypal/"), std::set<std::string>{"paypal"});
}

TEST(BrandWords, NotInsideOtherWords) {
  for (const char* text : {"pineapple", "steeplechase", "author", "bauer", "guidance", "discovery", "lineage",
                           "upstairs", "topaz", "sonya"}) {
    EXPECT_TRUE(words(text).empty()) << text << " gave " << *words(text).begin();
  }
}

TEST(BrandWords, TheLongestAtAPlaceWins) {
  const auto found = brand_words_in("rakuten-card");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().brand->id, "rakuten_card");
  EXPECT_TRUE(found.front().whole);
}

}  // namespace
}  // namespace mekiki::facts
