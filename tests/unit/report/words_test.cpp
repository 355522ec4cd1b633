#include "report/words.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "checks/check.h"

namespace mekiki::report {
namespace {

TEST(Language, JapaneseOrEnglish) {
  EXPECT_EQ(language_from_string("ja"), Language::ja);
  EXPECT_EQ(language_from_string("ja-JP"), Language::ja);
  EXPECT_EQ(language_from_string("de"), Language::en);
  EXPECT_EQ(language_from_string(""), Language::en);
}

TEST(Words, EveryCodeHasAUsualTextOrVariantsInBothLanguages) {
  for (const std::string& code : codes()) {
    const auto english = explain(code, Language::en), japanese = explain(code, Language::ja);
    EXPECT_FALSE(english.empty()) << code;
    ASSERT_EQ(english.size(), japanese.size()) << code;
    for (std::size_t i = 0; i < english.size(); ++i) {
      EXPECT_EQ(english[i].variant, japanese[i].variant) << code;
      EXPECT_FALSE(english[i].text.empty() || english[i].why.empty() || japanese[i].text.empty() ||
                   japanese[i].why.empty())
          << code << "/" << english[i].variant;
    }
  }
}

TEST(Words, EveryCheckHasTexts) {
  const auto known = codes();
  for (const checks::Registered& check : checks::registry()) {
    EXPECT_NE(std::find(known.begin(), known.end(), check.code), known.end()) << check.code;
  }
}

TEST(Words, PlaceholdersAreFilledInTheReadersLanguage) {
  const Parameters parameters = {{"brand_en", "KAGOYA JAPAN"},
                                 {"brand_ja", "カゴヤ・ジャパン"},
                                 {"display", "Kagoya"},
                                 {"address", "kt7@mri.biglobe.ne.jp"},
                                 {"domain", "biglobe.ne.jp"}};
  const auto english = text_of("claim.brand_not_sender", "", "text", Language::en, parameters);
  const auto japanese = text_of("claim.brand_not_sender", "", "text", Language::ja, parameters);
  ASSERT_TRUE(english && japanese);
  EXPECT_NE(english->find("KAGOYA JAPAN"), std::string::npos) << *english;
  EXPECT_NE(japanese->find("カゴヤ・ジャパン"), std::string::npos) << *japanese;
  EXPECT_EQ(english->find('{'), std::string::npos);
}

TEST(Words, ValuesAreNotReadAsPlaceholders) {
  const auto text = text_of("stamp.subject", "", "text", Language::en, {{"tag", "{display}{"}, {"display", "x"}});
  ASSERT_TRUE(text.has_value());
  EXPECT_NE(text->find("{display}{"), std::string::npos) << *text;
}

TEST(Words, UnknownTextsAreMissing) {
  EXPECT_FALSE(text_of("no.such_code", "", "text", Language::en, {}).has_value());
  EXPECT_FALSE(text_of("stamp.subject", "no_such_variant", "text", Language::en, {}).has_value());
  EXPECT_TRUE(explain("no.such_code", Language::en).empty());
  EXPECT_TRUE(explain("report", Language::en).empty());
  EXPECT_EQ(report_text("no_such_key", Language::en), "no_such_key");
}

TEST(Words, CodesAreSortedAndUnique) {
  const auto all = codes();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
}

}  // namespace
}  // namespace mekiki::report
