// A folder per check: every hit-*.eml must give the code, every miss-*.eml (an honest twin) must not. Answers lie
// beside a mail as <name>.answers.json.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "examined.h"
#include "report/words.h"

namespace mekiki::tests {
namespace {

using std::filesystem::path;

path folder() { return path(MEKIKI_SOURCE_DIR) / "tests" / "checks"; }

std::vector<path> mails() {
  std::vector<path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
    if (entry.path().extension() == ".eml") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

class CheckMail : public testing::TestWithParam<path> {};

TEST_P(CheckMail, IsHitOrMissAsNamed) {
  const std::string code = GetParam().parent_path().filename().string();
  const std::string name = GetParam().filename().string();
  const nlohmann::json report = examined(GetParam());
  if (name.starts_with("hit-")) {
    EXPECT_TRUE(has_code(report, code)) << report.at("findings").dump(1);
  } else {
    ASSERT_TRUE(name.starts_with("miss-")) << "neither hit- nor miss-";
    EXPECT_FALSE(has_code(report, code)) << report.at("findings").dump(1);
  }
}

// What every report promises, whatever the mail.
TEST_P(CheckMail, HasWordsAndEvidenceInBothLanguages) {
  for (const std::string language : {"en", "ja"}) {
    const nlohmann::json report = examined(GetParam(), language);
    for (const auto& finding : report.at("findings")) {
      EXPECT_FALSE(finding.at("evidence").empty()) << finding.dump();
      EXPECT_NE(finding.at("text"), finding.at("code")) << "no text in " << language;
      EXPECT_EQ(finding.at("text").get<std::string>().find('{'), std::string::npos) << finding.dump();
      EXPECT_FALSE(finding.at("why").get<std::string>().empty()) << finding.dump();
    }
  }
}

std::string test_name(const testing::TestParamInfo<path>& info) {
  std::string name = info.param.parent_path().filename().string() + "_" + info.param.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Checks, CheckMail, testing::ValuesIn(mails()), test_name);

TEST(Checks, EveryCodeHasTextsAndEveryTextACode) {
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(path(MEKIKI_SOURCE_DIR) / "host" / "checks")) {
    std::string name = entry.path().stem().string();
    const std::size_t underscore = name.find('_');
    if (entry.path().extension() != ".cpp" || underscore == std::string::npos || name == "run_all") continue;
    files.insert(name.replace(underscore, 1, "."));
  }
  const std::vector<std::string> codes = report::codes();
  EXPECT_EQ(files, std::set<std::string>(codes.begin(), codes.end()));
}

TEST(Checks, EveryCodeHasAHitAndAMiss) {
  std::set<std::string> hit, miss;
  for (const path& mail : mails()) {
    (mail.filename().string().starts_with("hit-") ? hit : miss).insert(mail.parent_path().filename().string());
  }
  for (const std::string& code : report::codes()) {
    EXPECT_TRUE(hit.contains(code)) << "no hit-*.eml for " << code;
    EXPECT_TRUE(miss.contains(code)) << "no miss-*.eml for " << code;
  }
}

}  // namespace
}  // namespace mekiki::tests
