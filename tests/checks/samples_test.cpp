// Whole mails under tests/data/samples, half of them honest, with the level and the codes they must and must not give.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "examined.h"

namespace mekiki::tests {
namespace {

using nlohmann::json;
using std::filesystem::path;

path samples() { return path(MEKIKI_SOURCE_DIR) / "tests" / "data" / "samples"; }

json expectations() { return json::parse(read_file(samples() / "expected.json")); }

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(samples())) {
    if (entry.path().extension() == ".eml") found.push_back(entry.path().stem().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

class Sample : public testing::TestWithParam<std::string> {};

TEST_P(Sample, IsJudgedAsAnAnalystWould) {
  const json all = expectations();
  ASSERT_TRUE(all.contains(GetParam())) << "expected.json does not tell what to expect";
  const json& expected = all.at(GetParam());
  const json report = examined(samples() / (GetParam() + ".eml"));
  EXPECT_EQ(report.at("level"), expected.at("level")) << report.at("findings").dump(1);
  for (const auto& code : expected.value("codes", json::array())) {
    EXPECT_TRUE(has_code(report, code)) << code << " is missing from " << report.at("findings").dump(1);
  }
  for (const auto& code : expected.value("not", json::array())) {
    EXPECT_FALSE(has_code(report, code)) << code << " in " << report.at("findings").dump(1);
  }
  if (expected.contains("attack")) {
    EXPECT_EQ(report.at("attack"), expected.at("attack"));
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Samples, Sample, testing::ValuesIn(names()), test_name);

// The mail that the design starts from, read in place where it is there.
TEST(DesignSample, GivesTheStarredCodes) {
  const path mail = path(MEKIKI_SHARED_DIR) / "mails" / "kagoya.eml";
  if (!std::filesystem::exists(mail)) GTEST_SKIP() << mail << " is not here";
  const json report = examined(mail, "en");
  EXPECT_EQ(report.at("level"), "danger");
  EXPECT_EQ(report.at("attack"), "credential-theft");
  for (const char* code :
       {"stamp.subject", "claim.brand_not_sender", "sender.owner_is_other_company", "link.brand_in_subdomain",
        "link.brand_in_path", "link.rented_name", "content.outage_but_login", "content.urgency"}) {
    EXPECT_TRUE(has_code(report, code)) << code;
  }
  const json drawn = json::parse(R"([["https://", "plain"], ["cpkagoya.", "decoration"], ["ho61v7smlr", "renter"],
                                     [".free.hr", "owner"], ["/activemail.kagoya.com/", "decoration"]])");
  EXPECT_EQ(report.at("links").at(0).at("drawn"), drawn);
  EXPECT_EQ(report.at("sender").at("ip"), "222.227.84.50");
  EXPECT_EQ(report.at("sender").at("host"), "mta-sp-w02.biglobe.ne.jp");
  EXPECT_EQ(report.at("sender").at("owner"), "BIGLOBE");
}

// What the reader is told about the sender, word for word.
TEST(DesignSample, TellsWhoReallySentIt) {
  const path mail = path(MEKIKI_SHARED_DIR) / "mails" / "kagoya.eml";
  if (!std::filesystem::exists(mail)) GTEST_SKIP() << mail << " is not here";
  EXPECT_EQ(examined(mail, "en").at("sender").at("summary"),
            "The name says \u201CKagoya Support\u201D, so it speaks as KAGOYA JAPAN. The address belongs to BIGLOBE, "
            "another provider, where anyone can be a customer. The mail was handed over by BIGLOBE\u2019s own server "
            "mta-sp-w02.biglobe.ne.jp (222.227.84.50), so it probably was sent from a real BIGLOBE mailbox.");
  EXPECT_EQ(examined(mail, "ja").at("sender").at("summary"),
            "差出人の名前は「Kagoya Support」で、カゴヤ・ジャパンを名乗っています。"
            "アドレスは別のプロバイダーであるビッグローブのもので、契約すれば誰でも持てます。"
            "メールはビッグローブ自身のサーバー "
            "mta-sp-w02.biglobe.ne.jp（222.227.84."
            "50）から届いているため、実在するビッグローブのメールボックスから送られたと考えられます。");
}

}  // namespace
}  // namespace mekiki::tests
