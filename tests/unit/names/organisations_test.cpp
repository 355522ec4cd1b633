#include "names/organisations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/normalise.h"
#include "names/domain.h"

namespace mekiki::names {
namespace {

std::string sender_of(std::string_view domain) {
  const Brand* brand = brand_sending_from(domain);
  return brand == nullptr ? "" : std::string(brand->id);
}

std::string page_of(std::string_view domain) {
  const Brand* brand = brand_linking_to(domain);
  return brand == nullptr ? "" : std::string(brand->id);
}

// "domain kind name" of the owner.
std::string owner_line(const Owner* owner) {
  if (owner == nullptr) return "";
  return std::string(owner->domain) + ' ' + std::string(to_string(owner->kind)) + ' ' + std::string(owner->name_en);
}

std::string named(std::string_view name) {
  const BrandName* found = brand_by_name(normalised(name));
  return found == nullptr ? "" : std::string(found->brand->id) + (found->weak ? " weak" : "");
}

TEST(Organisations, EnoughOfThem) {
  const auto japanese = std::ranges::count(brands(), "JP", &Brand::country);
  EXPECT_GE(japanese, 250);
  EXPECT_GE(static_cast<std::ptrdiff_t>(brands().size()) - japanese, 200);
}

TEST(Organisations, SortedByIdAndFoundByIt) {
  EXPECT_TRUE(std::ranges::is_sorted(brands(), {}, &Brand::id));
  for (const Brand& brand : brands()) EXPECT_EQ(brand_by_id(brand.id), &brand) << brand.id;
  EXPECT_EQ(brand_by_id(""), nullptr);
  EXPECT_EQ(brand_by_id("zzzz"), nullptr);
}

TEST(Organisations, EveryEntryIsComplete) {
  for (const Brand& brand : brands()) {
    EXPECT_FALSE(brand.name_en.empty()) << brand.id;
    EXPECT_FALSE(brand.name_ja.empty()) << brand.id;
    EXPECT_EQ(brand.country.size(), 2U) << brand.id;
    EXPECT_TRUE(brand.site.starts_with("https://")) << brand.id;
    EXPECT_GT(brand.names.size() + brand.weak_names.size(), 0U) << brand.id;
  }
}

TEST(Organisations, EveryNameIsNormalisedAndMeansOneBrand) {
  for (const Brand& brand : brands()) {
    for (const std::string_view name : brand.names) {
      EXPECT_EQ(normalised(name), name) << brand.id;
      EXPECT_EQ(named(name), brand.id) << name;
    }
    for (const std::string_view name : brand.weak_names)
      EXPECT_EQ(named(name), std::string(brand.id) + " weak") << name;
  }
  EXPECT_TRUE(std::ranges::is_sorted(brand_names(), {}, &BrandName::name));
}

TEST(Organisations, EveryLabelMeansOneBrand) {
  for (const Brand& brand : brands())
    for (const std::string_view label : brand.labels) EXPECT_EQ(brand_by_label(label), &brand) << label;
  EXPECT_EQ(brand_by_label("no-such-label"), nullptr);
}

// Two brands may share a domain only if they belong together: the compiler wants a reason, this wants a group.
TEST(Organisations, DomainsAreSharedWithinAGroupOnly) {
  std::map<std::string_view, const Brand*> first;
  for (const Brand& brand : brands())
    for (const auto list : {brand.sends_from, brand.links_to})
      for (const std::string_view domain : list) {
        const auto [found, added] = first.emplace(domain, &brand);
        EXPECT_TRUE(added || belong_together(*found->second, brand)) << domain << ' ' << brand.id;
      }
}

TEST(Organisations, NoBrandClaimsAPublicSuffixOrADomainOfOthers) {
  for (const Brand& brand : brands()) {
    for (const std::string_view domain : brand.sends_from) {
      EXPECT_TRUE(sends_from(brand, domain)) << domain;
      for (const OwnerKind kind : {OwnerKind::isp_mailbox, OwnerKind::free_mail, OwnerKind::mail_service,
                                   OwnerKind::hosting, OwnerKind::tenant}) {
        const Owner* owner = owner_of(domain, kind);
        EXPECT_TRUE(owner == nullptr || owner->domain != domain) << domain;
      }
    }
    for (const std::string_view domain : brand.links_to) {
      EXPECT_TRUE(links_to(brand, domain)) << domain;
      EXPECT_NE(domain.find('.'), std::string_view::npos) << domain;
    }
  }
}

TEST(Organisations, FoundByNameInEveryScript) {
  EXPECT_EQ(named("KAGOYA"), "kagoya");
  EXPECT_EQ(named("\uFF2B\uFF21\uFF27\uFF2F\uFF39\uFF21"), "kagoya");  // full-width
  EXPECT_EQ(named("カゴヤ・ジャパン"), "kagoya");
  EXPECT_EQ(named("かごや・じゃぱん"), "kagoya");
  EXPECT_EQ(named("ｶｺﾞﾔ･ｼﾞｬﾊﾟﾝ"), "kagoya");  // half-width
  EXPECT_EQ(named("さくらインターネット"), "sakura_internet");
  EXPECT_EQ(named("三井住友カード"), "smbc_card");
  EXPECT_EQ(named("三井住友銀行"), "smbc");
  EXPECT_EQ(named("えきねっと"), "jr_east");
  EXPECT_EQ(named("ETC利用照会サービス"), "etc_meisai");
  EXPECT_EQ(named("American Express"), "american_express");
  EXPECT_EQ(named("Mercari"), "mercari");
  EXPECT_EQ(named("nobody in particular"), "");
}

TEST(Organisations, OrdinaryWordsAreWeak) {
  for (const char* word : {"Apple", "au", "LINE", "Visa", "Target", "Orange", "Chase", "Box", "さくら", "イオン"})
    EXPECT_TRUE(named(word).ends_with(" weak")) << word << ": " << named(word);
}

TEST(Organisations, KatakanaNamesAreMarked) {
  EXPECT_TRUE(brand_by_name(normalised("ドコモ"))->katakana);
  EXPECT_FALSE(brand_by_name(normalised("えきねっと"))->katakana);
  EXPECT_FALSE(brand_by_name("docomo")->katakana);
}

TEST(Organisations, WhoSendsFromADomain) {
  EXPECT_EQ(sender_of("mail.rakuten.co.jp"), "rakuten");
  EXPECT_EQ(sender_of("rakuten-card.co.jp"), "rakuten_card");
  EXPECT_EQ(sender_of("mail.rakuten-card.co.jp"), "rakuten_card");
  EXPECT_EQ(sender_of("contact.smbc.co.jp"), "smbc");
  EXPECT_EQ(sender_of("vpass.ne.jp"), "smbc_card");
  EXPECT_EQ(sender_of("jp-bank.japanpost.jp"), "japan_post_bank");
  EXPECT_EQ(sender_of("post.japanpost.jp"), "japan_post");
  EXPECT_EQ(sender_of("amazon.co.jp"), "amazon");
  EXPECT_EQ(sender_of("e-tax.nta.go.jp"), "nta");
  EXPECT_EQ(sender_of("kagoya.jp"), "kagoya");
  EXPECT_EQ(sender_of("xn--amazon.co.jp"), "");
  EXPECT_EQ(sender_of("notamazon.co.jp"), "");
  EXPECT_EQ(sender_of("amazon.co.jp.example.com"), "");
  EXPECT_EQ(sender_of("co.jp"), "");
  EXPECT_EQ(sender_of(""), "");
}

// Customers' addresses do not speak for their provider.
TEST(Organisations, CustomersAreNotTheProvider) {
  for (const char* domain :
       {"mue.biglobe.ne.jp", "docomo.ne.jp", "ezweb.ne.jp", "au.com", "i.softbank.jp", "gmail.com", "nifty.com",
        "yahoo.co.jp", "example.sakura.ne.jp", "kagoya.net", "outlook.com", "icloud.com"})
    EXPECT_EQ(sender_of(domain), "") << domain;
  EXPECT_EQ(sender_of("mail.yahoo.co.jp"), "yahoo_japan");
  EXPECT_EQ(sender_of("softbank.jp"), "softbank");
}

// Pages of others do not either.
TEST(Organisations, WhoseLinksTheyAre) {
  EXPECT_EQ(page_of("www.kagoya.jp"), "kagoya");
  EXPECT_EQ(page_of("activemail.kagoya.com"), "kagoya");
  EXPECT_EQ(page_of("www.biglobe.ne.jp"), "biglobe");
  EXPECT_EQ(page_of("accounts.google.com"), "google");
  for (const char* host : {"sites.google.com", "docs.google.com", "drive.google.com", "someone.sakura.ne.jp", "bit.ly",
                           "dropbox.com", "kagoya.free.hr", "onedrive.live.com"})
    EXPECT_EQ(page_of(host), "") << host;
  EXPECT_EQ(sender_of("dropbox.com"), "dropbox");
}

TEST(Organisations, WhoseDomainItIs) {
  EXPECT_EQ(owner_line(owner_of("mue.biglobe.ne.jp")), "biglobe.ne.jp isp_mailbox BIGLOBE");
  EXPECT_EQ(owner_of("mue.biglobe.ne.jp")->brand, "biglobe");
  EXPECT_EQ(owner_line(owner_of("ho61v7smlr.free.hr", OwnerKind::tenant)).substr(0, 14), "free.hr tenant");
  EXPECT_EQ(owner_of("gmail.com")->kind, OwnerKind::free_mail);
  EXPECT_EQ(owner_of("u12345.ct.sendgrid.net")->kind, OwnerKind::mail_service);
  EXPECT_EQ(owner_of("bit.ly")->kind, OwnerKind::shortener);
  EXPECT_EQ(owner_of("x.pages.dev")->kind, OwnerKind::tenant);
  EXPECT_EQ(owner_of("www.u-tokyo.ac.jp")->kind, OwnerKind::university);
  EXPECT_EQ(owner_of("cs.stanford.edu")->kind, OwnerKind::university);
  EXPECT_EQ(owner_of("forms.gle")->kind, OwnerKind::form_service);
  EXPECT_EQ(owner_of("docs.google.com")->kind, OwnerKind::file_share);
  EXPECT_EQ(owner_of("www.amazon.co.jp")->kind, OwnerKind::company);
  EXPECT_EQ(owner_of("www.amazon.co.jp")->brand, "amazon");
  EXPECT_EQ(owner_of("no-such-owner.example"), nullptr);
}

// One domain, several kinds: the main one first, each found when asked for.
TEST(Organisations, SeveralKindsOfOneDomain) {
  EXPECT_EQ(owner_of("someone.sakura.ne.jp")->kind, OwnerKind::hosting);
  ASSERT_NE(owner_of("someone.sakura.ne.jp", OwnerKind::tenant), nullptr);
  EXPECT_EQ(owner_of("someone.sakura.ne.jp", OwnerKind::tenant)->domain, "sakura.ne.jp");
  EXPECT_EQ(owner_of("someone.sakura.ne.jp", OwnerKind::shortener), nullptr);
}

TEST(Organisations, TheMostSpecificOwnerDecides) {
  EXPECT_EQ(owner_line(owner_of("drive.google.com")), "drive.google.com file_share Google Drive");
  EXPECT_EQ(owner_of("www.google.com")->kind, OwnerKind::company);
  EXPECT_EQ(owner_of("abc.s3.ap-northeast-1.amazonaws.com")->kind, OwnerKind::tenant);
}

TEST(Organisations, BrandsOfAGroupBelongTogether) {
  const auto together = [](std::string_view a, std::string_view b) {
    return belong_together(*brand_by_id(a), *brand_by_id(b));
  };
  EXPECT_TRUE(together("rakuten", "rakuten_card"));
  EXPECT_TRUE(together("smbc", "smbc_card"));
  EXPECT_TRUE(together("kagoya", "kagoya"));
  EXPECT_FALSE(together("kagoya", "biglobe"));
  EXPECT_FALSE(together("amazon", "rakuten"));
}

TEST(Organisations, OddDomainsFindNobody) {
  for (const std::string& domain : {std::string("."), std::string(".."), std::string("a..b"), std::string(".jp"),
                                    std::string("biglobe.ne.jp."), std::string(300, '.'), std::string(5000, 'a')}) {
    EXPECT_EQ(brand_sending_from(domain), nullptr);
    EXPECT_EQ(brand_linking_to(domain), nullptr);
    EXPECT_EQ(owner_of(domain), nullptr);
  }
}

class OwnBrands : public ::testing::Test {
 protected:
  void TearDown() override { use_own_brands({}); }
};

TEST_F(OwnBrands, AreFoundByNameAndByDomain) {
  ASSERT_EQ(brand_by_id("hinode-works"), nullptr);
  use_own_brands(
      {{"hinode-works", "Hinode Works", "\u65e5\u306e\u51fa\u5de5\u696d", {"HINODE"}, {"hinode-works.example.jp"}}});
  const Brand* brand = brand_by_id("hinode-works");
  ASSERT_NE(brand, nullptr);
  EXPECT_EQ(brand->name_en, "Hinode Works");
  ASSERT_NE(brand_by_name("hinode works"), nullptr);
  EXPECT_EQ(brand_by_name("hinode works")->brand, brand);
  EXPECT_EQ(brand_by_name("hinode")->brand, brand);
  EXPECT_EQ(brand_sending_from("mail.hinode-works.example.jp"), brand);
  EXPECT_EQ(brand_linking_to("www.hinode-works.example.jp"), brand);
  ASSERT_NE(owner_of("hinode-works.example.jp"), nullptr);
  EXPECT_EQ(owner_of("hinode-works.example.jp")->brand, "hinode-works");
  EXPECT_TRUE(std::ranges::is_sorted(brands(), {}, &Brand::id));
  EXPECT_TRUE(std::ranges::is_sorted(brand_names(), {}, &BrandName::name));
  ASSERT_NE(brand_by_id("kagoya"), nullptr) << "the compiled ones are still there";
  EXPECT_EQ(brand_by_name("kagoya")->brand, brand_by_id("kagoya"));
}

TEST_F(OwnBrands, AddToACompiledOneOfTheSameId) {
  const std::string site(brand_by_id("kagoya")->site);
  use_own_brands({{"kagoya", "", "", {"Kagoya Our Contract"}, {"kagoya-contract.example.jp"}}});
  const Brand* brand = brand_by_id("kagoya");
  EXPECT_EQ(brand->site, site);
  EXPECT_EQ(brand_by_name("kagoya our contract")->brand, brand);
  EXPECT_EQ(brand_sending_from("kagoya-contract.example.jp"), brand);
  EXPECT_EQ(brand_sending_from("kagoya.jp"), brand);
}

TEST_F(OwnBrands, GoAgainAndOldPointersStayGood) {
  use_own_brands({{"hinode-works", "Hinode Works", "", {}, {"hinode-works.example.jp"}}});
  const unsigned version = organisations_version();
  const Brand* before = brand_by_id("hinode-works");
  use_own_brands({{"hinode-works", "Hinode Works", "", {}, {"hinode-works.example.jp"}}});
  EXPECT_EQ(organisations_version(), version) << "the same again changes nothing";
  use_own_brands({});
  EXPECT_GT(organisations_version(), version);
  EXPECT_EQ(brand_by_id("hinode-works"), nullptr);
  EXPECT_EQ(brand_by_name("hinode works"), nullptr);
  EXPECT_EQ(before->name_en, "Hinode Works");
}

}  // namespace
}  // namespace mekiki::names
