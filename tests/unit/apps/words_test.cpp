#include "apps/mekiki/words.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

namespace mekiki::apps {
namespace {

class Locale {
 public:
  explicit Locale(std::initializer_list<std::pair<const char*, const char*>> values) {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) unsetenv(name);
    for (const auto& [name, value] : values) setenv(name, value, 1);
  }
  ~Locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) unsetenv(name);
  }
};

TEST(Language, FollowsThePosixOrder) {
  EXPECT_EQ((Locale{}, language_from_environment()), Language::en);
  EXPECT_EQ((Locale{{"LANG", "ja_JP.UTF-8"}}, language_from_environment()), Language::ja);
  EXPECT_EQ((Locale{{"LANG", "ja_JP.UTF-8"}, {"LC_MESSAGES", "en_GB.UTF-8"}}, language_from_environment()),
            Language::en);
  EXPECT_EQ((Locale{{"LANG", "en_US.UTF-8"}, {"LC_ALL", "ja"}}, language_from_environment()), Language::ja);
  EXPECT_EQ((Locale{{"LC_ALL", ""}, {"LANG", "ja_JP.eucJP"}}, language_from_environment()), Language::ja);
  EXPECT_EQ((Locale{{"LANG", "de_DE.UTF-8"}}, language_from_environment()), Language::en);
}

std::set<std::string> placeholders(const std::string& text) {
  static const std::regex placeholder(R"(\{([a-z]*)[^}]*\})");
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), placeholder), end; at != end; ++at)
    found.insert((*at)[1].str());
  return found;
}

nlohmann::json all_texts() {
  nlohmann::json all = nlohmann::json::object();
  for (const auto& entry : std::filesystem::directory_iterator(MEKIKI_SOURCE_DIR "/host/apps/mekiki/texts")) {
    std::ifstream file(entry.path());
    const auto texts = nlohmann::json::parse(file);
    for (const auto& [key, value] : texts.items()) {
      EXPECT_FALSE(all.contains(key)) << key << " stands there twice";
      all[key] = value;
    }
  }
  return all;
}

TEST(Texts, BothLanguagesSayTheSameThings) {
  const nlohmann::json texts = all_texts();
  for (const auto& [key, value] : texts.items()) {
    ASSERT_EQ(value.size(), 2U) << key;
    const auto en = value.at("en").get<std::string>();
    const auto ja = value.at("ja").get<std::string>();
    EXPECT_FALSE(en.empty()) << key;
    EXPECT_FALSE(ja.empty()) << key;
    EXPECT_EQ(placeholders(en), placeholders(ja)) << key;
  }
}

// words("...") with a literal key, and keys chosen between two literals.
TEST(Texts, EveryKeyInUseExists) {
  const nlohmann::json texts = all_texts();
  static const std::regex key(
      R"re("((?:error|report|install|uninstall|doctor|settings|scan|outcome|where|data)\.[a-z_.]+[a-z])")re");
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(MEKIKI_SOURCE_DIR "/host/apps/mekiki")) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream file(entry.path());
    const std::string source{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    for (std::sregex_iterator at(source.begin(), source.end(), key), end; at != end; ++at) {
      const std::string name = (*at)[1].str();
      if (name == "data.suffixes" || name == "data.places" || name == "data.feeds" || name == "settings.expected" ||
          name == "report.threat_level")
        continue;  // ids of the doctor, a group
      ++seen;
      EXPECT_TRUE(texts.contains(name)) << name << " in " << entry.path().filename();
    }
  }
  EXPECT_GT(seen, 40U);
}

TEST(Words, ReplaceAndFallBack) {
  const Words en(Language::en);
  const Words ja(Language::ja);
  EXPECT_EQ(en("error.no_input", fmt::arg("path", "x.eml")).substr(0, 5), "x.eml");
  EXPECT_EQ(ja.value("severity", "strong"), "強い");
  EXPECT_EQ(en.value("severity", "never heard of"), "never heard of");
  EXPECT_EQ(en("no.such.key"), "no.such.key");
}

}  // namespace
}  // namespace mekiki::apps
