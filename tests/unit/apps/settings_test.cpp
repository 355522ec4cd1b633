#include "apps/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "apps/mekiki/settings_words.h"
#include "scratch.h"

namespace mekiki::apps {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<SettingsProblem> problems_of(std::string_view text, Settings& settings) {
  return apply_settings(text, settings);
}

TEST(Settings, AreApplied) {
  Settings settings;
  EXPECT_THAT(problems_of(R"({"$schema": "x", "dns": false, "language": "ja", "own_domains": ["example.jp"],
    "own_servers": ["mx1"], "dns_servers": ["192.0.2.53"], "place_databases": ["/data"]})",
                          settings),
              IsEmpty());
  EXPECT_FALSE(settings.dns);
  EXPECT_TRUE(settings.place);
  EXPECT_EQ(settings.language, "ja");
  EXPECT_THAT(settings.own_domains, ElementsAre("example.jp"));
  EXPECT_THAT(settings.dns_servers, ElementsAre("192.0.2.53"));
}

TEST(Settings, TheLaterOneWinsKeyByKey) {
  Settings settings;
  apply_settings(std::string_view(R"({"dns": false, "own_domains": ["a.example"]})"), settings);
  apply_settings(nlohmann::json{{"own_domains", {"b.example"}}}, settings);
  EXPECT_FALSE(settings.dns);
  EXPECT_THAT(settings.own_domains, ElementsAre("b.example"));
}

TEST(Settings, MistakesAreNamedWithTheirLine) {
  Settings settings;
  const auto problems = problems_of(
      "{\n  \"dnss\": true,\n  \"place\": \"yes\",\n\n  \"own_domains\": [\"exa mple\"],\n  \"dns\": false\n}",
      settings);
  EXPECT_THAT(problems, ElementsAre(SettingsProblem{2, "unknown_key", "dnss", "dns", ""},
                                    SettingsProblem{3, "wrong_type", "place", "boolean", "\"yes\""},
                                    SettingsProblem{5, "bad_value", "own_domains", "domain", "\"exa mple\""}));
  EXPECT_FALSE(settings.dns) << "the good parts still count";
  EXPECT_TRUE(settings.place);
}

TEST(Settings, SyntaxErrorsHaveTheirLine) {
  Settings settings;
  const auto problems = problems_of("{\n  \"dns\": true,\n  \"place\" false\n}", settings);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "syntax");
  EXPECT_EQ(problems[0].line, 3U);
  EXPECT_EQ(settings, Settings{});
}

TEST(Settings, OtherShapesAreRefused) {
  for (const char* text : {"[]", "1", "\"x\"", "null"}) {
    Settings settings;
    const auto problems = problems_of(text, settings);
    ASSERT_EQ(problems.size(), 1U) << text;
    EXPECT_EQ(problems[0].code, "not_an_object") << text;
  }
  Settings settings;
  EXPECT_EQ(problems_of(std::string(100, '['), settings).at(0).code, "syntax");
  EXPECT_EQ(problems_of("", settings).at(0).code, "syntax");
}

TEST(Settings, DoubledKeysAreNamed) {
  Settings settings;
  EXPECT_THAT(problems_of("{\"dns\": true,\n\"dns\": false}", settings),
              ElementsAre(SettingsProblem{2, "doubled_key", "dns", "", ""}));
  EXPECT_FALSE(settings.dns);
}

TEST(Settings, EveryMistakeIsASentenceInBothLanguages) {
  for (const auto language : {Language::en, Language::ja}) {
    const Words words(language);
    for (const char* text : {"{", "[]", "{\"dnss\":1}", "{\"zzzzzzzzzz\":1}", "{\"dns\":1}", "{\"language\":\"fr\"}",
                             "{\"dns\":true,\"dns\":true}"}) {
      Settings settings;
      for (const auto& problem : problems_of(text, settings)) {
        const std::string sentence = settings_sentence(problem, words);
        EXPECT_EQ(sentence.find("settings."), std::string::npos) << sentence;
        EXPECT_EQ(sentence.find('{'), problem.code == "not_an_object" ? sentence.find('{') : std::string::npos)
            << sentence;
      }
    }
  }
}

TEST(Settings, WhereReadersReportIsOneAddress) {
  Settings settings;
  EXPECT_THAT(problems_of(R"({"report_to": "it@example.jp"})", settings), IsEmpty());
  EXPECT_EQ(settings.report_to, "it@example.jp");
  for (const std::string value : {"it", "it@example.jp, x@example.com", "<it@example.jp>"}) {
    const auto problems = problems_of(R"({"report_to": ")" + value + R"("})", settings);
    ASSERT_EQ(problems.size(), 1U) << value;
    EXPECT_EQ(problems[0].expected, "address");
    EXPECT_EQ(settings.report_to, "it@example.jp");
  }
}

TEST(Settings, PeopleAndOrganisations) {
  Settings settings;
  EXPECT_THAT(problems_of(R"({"vips": [{"name": "Hanna Lindqvist", "addresses": ["hanna@example.jp"]}],
    "brands": [{"id": "hinode", "names": {"en": "Hinode Works", "aliases": ["HINODE"]}, "domains": ["Hinode.example.jp"]}]})",
                          settings),
              IsEmpty());
  ASSERT_EQ(settings.vips.size(), 1U);
  EXPECT_EQ(settings.vips[0]["name"], "Hanna Lindqvist");
  ASSERT_EQ(settings.brands.size(), 1U);
  EXPECT_EQ(settings.brands[0]["domains"][0], "hinode.example.jp");
}

TEST(Settings, MistakesInListsAreNamedByPlaceAndLine) {
  Settings settings;
  const auto problems = problems_of(R"({
  "vips": [
    {"name": "Hanna", "addresses": ["hanna@example.jp"]},
    {"name": "Sam",
     "addresses": ["sam at example.jp"]},
    {"nane": "Tom", "addresses": []},
    "Joan"
  ],
  "brands": [{"id": "Hinode Works",
              "names": {"de": "x"},
              "domains": "hinode.example.jp"}]
})",
                                    settings);
  std::vector<std::string> told;
  for (const SettingsProblem& problem : problems) {
    told.push_back(std::to_string(problem.line) + " " + problem.code + " " + problem.key + " " + problem.expected);
  }
  EXPECT_THAT(told, UnorderedElementsAre("5 bad_value vips[1].addresses address", "6 unknown_key vips[2].nane ",
                                         "6 missing vips[2].name name", "6 missing vips[2].addresses address",
                                         "7 wrong_type vips[3] object", "9 bad_value brands[0].id id",
                                         "10 unknown_key brands[0].names.de ", "10 missing brands[0].names names",
                                         "11 wrong_type brands[0].domains strings"));
  EXPECT_EQ(settings.vips.size(), 1U) << "the good ones count";
  EXPECT_EQ(settings.brands.size(), 0U);
}

// The schema and the program know the same keys.
TEST(Settings, AgreeWithTheirSchema) {
  const auto schema = nlohmann::json::parse(content_of(MEKIKI_SOURCE_DIR "/manifests/settings.schema.json"));
  for (const auto& [key, description] : schema.at("properties").items()) {
    if (key == "$schema") continue;
    Settings settings;
    const nlohmann::json value = description.contains("default")            ? description.at("default")
                                 : description.value("type", "") == "array" ? nlohmann::json::array({"example.jp"})
                                                                            : nlohmann::json("");
    EXPECT_THAT(apply_settings(nlohmann::json{{key, value}}, settings), IsEmpty()) << key;
  }
  for (const char* key : {"auto_check",
                          "auto_check_known",
                          "dns",
                          "place",
                          "language",
                          "own_domains",
                          "own_servers",
                          "dns_servers",
                          "place_databases",
                          "remember",
                          "vips",
                          "brands",
                          "lists",
                          "list_zones",
                          "list_feeds",
                          "cache",
                          "shared_cache",
                          "shared_cache_password",
                          "ca_file",
                          "registration",
                          "rdap_bootstrap",
                          "whois_servers"}) {
    EXPECT_TRUE(schema.at("properties").contains(key)) << key;
  }
  const auto policies = nlohmann::json::parse(content_of(MEKIKI_SOURCE_DIR "/manifests/policies/policies.json"));
  Settings settings;
  EXPECT_THAT(apply_settings(policies["policies"]["3rdparty"]["Extensions"]["mekiki@mekiki.invalid"], settings),
              IsEmpty());
}

TEST(SettingsFiles, AreReadInOrder) {
  const Scratch scratch;
  scratch.write("mekiki/config.json", R"({"place": false, "unknown": 1})");
  setenv("XDG_CONFIG_HOME", scratch.path.c_str(), 1);
  std::vector<SettingsFileProblems> problems;
  const Settings settings = read_settings(problems);
  unsetenv("XDG_CONFIG_HOME");
  EXPECT_FALSE(settings.place);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].file, scratch.path / "mekiki/config.json");
  EXPECT_EQ(problems[0].problems.at(0).code, "unknown_key");
}

}  // namespace
}  // namespace mekiki::apps
