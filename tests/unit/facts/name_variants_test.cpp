// Every organisation that is known, its name written in every way of name_variants.h; and names that are nobody's of
// them.
#include "name_variants.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/utf8.h"
#include "fact_mail.h"

namespace mekiki::facts {
namespace {

// Display names that people and other organisations have. Each is near to one that is known.
constexpr auto honest_names = std::to_array<std::string_view>({"apple pie recipe",
                                                               "Apple Hill Orchard",
                                                               "Groups",
                                                               "あまくさ",
                                                               "あまくさ観光協会",
                                                               "Max Chase",
                                                               "Steven Au",
                                                               "Au Bon Pain",
                                                               "楽天家の会 事務局",
                                                               "さくら幼稚園",
                                                               "さくら会 事務局",
                                                               "さくら",
                                                               "みずほ",
                                                               "田村みずほ",
                                                               "やまと幼稚園",
                                                               "大和 太郎",
                                                               "佐川 健二",
                                                               "松井 秀喜",
                                                               "松井建設",
                                                               "ヤマト糊",
                                                               "ひかり保育園",
                                                               "みなと商店街",
                                                               "もみじ会",
                                                               "東急ハイツ管理組合",
                                                               "千葉工業大学",
                                                               "広島市役所",
                                                               "Orange County Library",
                                                               "Discover Yosemite",
                                                               "Target Shooting Club",
                                                               "Wise Owl Books",
                                                               "Indeed Brewing",
                                                               "Ally Smith",
                                                               "Visa Application Centre",
                                                               "Line Dance Club",
                                                               "Capital Gardens",
                                                               "Square Dance Weekly",
                                                               "Box Office",
                                                               "Zoom In Photography",
                                                               "Slack Lining Berlin",
                                                               "Amazonia Rainforest Trust",
                                                               "Ledger Domain Theatre",
                                                               "Delta Chi",
                                                               "Shell Scripting List",
                                                               "Linux Support Team",
                                                               "Debian Security Team",
                                                               "Mail Delivery System",
                                                               "Delivery Support",
                                                               "IT Support",
                                                               "Help Desk",
                                                               "Accounting Support",
                                                               "Mailing Team",
                                                               "Automatic Support",
                                                               "Cleaner Service",
                                                               "Customer Service",
                                                               "Security Team",
                                                               "Payment Service",
                                                               "Account Services",
                                                               "Group Admin",
                                                               "Citizens Advice",
                                                               "Citizen Science",
                                                               "First National Brewery",
                                                               "Union Bank Brewery",
                                                               "Express Support",
                                                               "General Hospital",
                                                               "Barclay James",
                                                               "Barclays Court Residents",
                                                               "Wells Cathedral School",
                                                               "Morgan Freeman",
                                                               "OpenSSL Security",
                                                               "Yuki Sakura",
                                                               "Kenji Yamato",
                                                               "Taro Matsui",
                                                               "Nippon Paint",
                                                               "Nihon University",
                                                               "Olive Garden",
                                                               "Peach Blossom Spa",
                                                               "Times Literary Supplement",
                                                               "Lake District Walks",
                                                               "Promise Keepers",
                                                               "サンサン商店街",
                                                               "ニコニコ保育園",
                                                               "わくわく理科教室",
                                                               "どこもかしこも",
                                                               "どこも",
                                                               "はてなの茶碗",
                                                               "くろねこ",
                                                               "くろねこカフェ",
                                                               "あおぞら保育園",
                                                               "らいおん",
                                                               "こすもす",
                                                               "いおん",
                                                               "チャイム",
                                                               "ライン下り",
                                                               "コスモス",
                                                               "トヨタ ヒロシ",
                                                               "三越前商店会",
                                                               "京都大学",
                                                               "Amason Wood",
                                                               "Googol Math",
                                                               "Netfix Networks",
                                                               "Appel Support",
                                                               "Samson Support",
                                                               "Casino Support",
                                                               "Canyon Support",
                                                               "Edge Hill University",
                                                               "Анна Петрова",
                                                               "Γιώργος Παπαδόπουλος",
                                                               "Modern Art Museum",
                                                               "Hanako Rakuten",
                                                               "Dropbox users group",
                                                               "Costco Travel Club"});

std::string id_of(const ClaimedBrand* claimed) { return claimed == nullptr ? "" : std::string(claimed->brand->id); }

std::string claimed_by(const std::string& display) {
  const Facts facts = facts_of(Draft{.from = "\"" + display + "\" <x@qx-sample.net>"});
  return id_of(facts.claims.main());
}

bool has_kana(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (c >= 0x3041 && c <= 0x30FF) return true;
  }
  return false;
}

bool is_latin(std::string_view name) {
  return std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct Tally {
  std::size_t tried = 0, found = 0;
  std::string missed;
};

bool is_meant(const std::string& id, const names::Brand& brand) {
  const names::Brand* found = names::brand_by_id(id);
  return found != nullptr && names::belong_together(*found, brand);
}

void try_variants(const names::Brand& brand, std::string_view name, const std::vector<Variant>& variants,
                  std::map<std::string_view, Tally>& tallies) {
  const names::BrandName* known = names::brand_by_name(normalised(name));
  if (known == nullptr || known->weak) return;
  for (const Variant& variant : variants) {
    const std::string written = variant.write(name);
    if (written.empty()) continue;
    Tally& tally = tallies[variant.kind];
    ++tally.tried;
    if (is_meant(claimed_by(written), brand)) {
      ++tally.found;
    } else if (tally.missed.size() < 300) {
      tally.missed += written + "; ";
    }
  }
}

// Of each way at least `at_least` of a hundred organisations; of slips of the fingers, which short names and those
// beside other words cannot have, 70.
void expect_found(const std::map<std::string_view, Tally>& tallies, std::size_t at_least) {
  for (const auto& [kind, tally] : tallies) {
    const bool slip = kind == "swapped" || kind == "doubled" || kind == "dropped";
    EXPECT_GE(tally.found * 100, tally.tried * (slip ? 70 : at_least))
        << kind << ": " << tally.found << " of " << tally.tried << ", not " << tally.missed;
    ::testing::Test::RecordProperty("found", static_cast<int>(tally.found));
  }
}

TEST(NameVariants, OfEveryOrganisationInLatinLetters) {
  std::map<std::string_view, Tally> tallies;
  for (const names::Brand& brand : names::brands()) {
    if (is_latin(brand.name_en)) try_variants(brand, brand.name_en, latin_variants(), tallies);
  }
  EXPECT_EQ(tallies.size(), latin_variants().size());
  expect_found(tallies, 97);
}

TEST(NameVariants, OfEveryOrganisationInKana) {
  std::map<std::string_view, Tally> tallies;
  for (const names::Brand& brand : names::brands()) {
    if (has_kana(brand.name_ja)) try_variants(brand, brand.name_ja, kana_variants(), tallies);
  }
  EXPECT_EQ(tallies.size(), kana_variants().size());
  expect_found(tallies, 93);
}

TEST(NameVariants, NamesOfOthersAreNone) {
  for (const std::string_view name : honest_names) EXPECT_EQ(claimed_by(std::string(name)), "") << name;
}

TEST(NameVariants, HalfInKanjiHalfInKana) {
  EXPECT_EQ(claimed_by("らくてん市場"), "rakuten");
  EXPECT_EQ(claimed_by("佐川きゅうびん"), "sagawa");
  EXPECT_EQ(claimed_by("日本ゆうびん"), "japan_post");
  EXPECT_EQ(claimed_by("みついすみともぎんこう"), "smbc");
  EXPECT_EQ(claimed_by("ゆうちょぎんこう"), "japan_post_bank");
  EXPECT_EQ(claimed_by("くろねこヤマト"), "yamato");
  EXPECT_EQ(claimed_by("ソフトパンク"), "softbank");
  EXPECT_EQ(claimed_by("メノレカリ"), "mercari");
}

TEST(NameVariants, Romaji) {
  EXPECT_EQ(claimed_by("Mitsui Sumitomo Ginko"), "smbc");
  EXPECT_EQ(claimed_by("mitsuisumitomo ginkou"), "smbc");
  EXPECT_EQ(claimed_by("Yamato Unyu"), "yamato");
  EXPECT_EQ(claimed_by("Nihon Yubin"), "japan_post");
  EXPECT_EQ(claimed_by("Nippon Yūbin"), "japan_post");
}

TEST(NameVariants, OtherFormsOfKanji) {
  EXPECT_EQ(claimed_by("楽夭市場"), "rakuten");
  EXPECT_EQ(claimed_by("乐天市场"), "rakuten");
  EXPECT_EQ(claimed_by("三井住友银行"), "smbc");
  EXPECT_EQ(claimed_by("三丼住友銀行"), "smbc");
}

TEST(NameVariants, OrdinaryWordsInForeignLettersAreNoOrdinaryWords) {
  EXPECT_EQ(claimed_by("Αpple"), "apple");
  EXPECT_EQ(claimed_by("Chasе Online"), "chase");
  EXPECT_EQ(claimed_by("Apple"), "") << "may be an orchard";
}

TEST(NameVariants, GluedToTheWordsOfAService) {
  EXPECT_EQ(claimed_by("AppleID"), "apple");
  EXPECT_EQ(claimed_by("Apple-ID"), "apple");
  EXPECT_EQ(claimed_by("amazonsupport"), "amazon");
  EXPECT_EQ(claimed_by("JR東日本 えきねっと"), "jr_east");
  EXPECT_EQ(claimed_by("GMOあおぞら"), "gmo_aozora");
}

// "Apple" alone may be anybody; who writes "your account is locked, log in" under that name is nobody else.
TEST(NameVariants, AnOrdinaryWordSpeaksOfTheReadersAccount) {
  const auto writing = [](const char* display, const char* body) {
    return id_of(facts_of(Draft{.from = std::string(display) + " <x@qx-sample.net>", .body = body}).claims.main());
  };
  const char* locked = "Your account has been locked. Please verify your identity and log in.";
  for (const auto& [display, id] : std::to_array<std::pair<const char*, const char*>>(
           {{"Apple", "apple"}, {"UPS", "ups"}, {"au", "au"}, {"LINE", "line"}, {"Chase", "chase"}})) {
    EXPECT_EQ(writing(display, locked), id) << display;
    EXPECT_EQ(writing(display, "The orchard opens on Saturday."), "") << display;
  }
  EXPECT_EQ(writing("Rakutem", locked), "rakuten");
  EXPECT_EQ(writing("Rakutem", "The orchard opens on Saturday."), "");
}

}  // namespace
}  // namespace mekiki::facts
