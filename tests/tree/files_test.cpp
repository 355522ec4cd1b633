// What holds for every file of the source tree.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>

#include "tree.h"

namespace mekiki::tree {
namespace {

const std::vector<std::string> code = {".cpp", ".h", ".in", ".inc", ".js", ".mjs", ".css", ".sh", ".cmake"};

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

// Letters that look alike, or steer the direction of text, have no place in code. Texts are data.
void expect_ascii(const File& file, const std::vector<std::string>& besides) {
  std::string rest = file.content;
  for (const std::string& sign : besides) {
    for (std::size_t at = rest.find(sign); at != std::string::npos; at = rest.find(sign, at))
      rest.replace(at, sign.size(), "?");
  }
  std::size_t line = 1;
  for (const char c : rest) {
    if (c == '\n') ++line;
    if (static_cast<unsigned char>(c) < 0x80) continue;
    ADD_FAILURE() << file.path << ":" << line << " is not ASCII";
    return;
  }
}

TEST(Files, SourcesAreAscii) {
  for (const File& file : files({"host", "installer", "tests/run.sh", "tests/tidy.sh", "tests/fuzz"}, code))
    expect_ascii(file, {});
  // Signs that the reader sees.
  const std::vector<std::string> signs = {"\u2026", "\u2192", "\u2022", "\u00d7", "\u00b7", "\u201c",
                                          "\u201d", "\u300c", "\u300d", "\u3001", "\uff1a", "\U0001f512"};
  for (const File& file : files({"extension"}, code)) expect_ascii(file, signs);
}

TEST(Files, NoFileIsTooLongToReadThrough) {
  constexpr long longest = 500;
  for (const File& file : files({"host", "extension", "installer", "tests"}, {".cpp", ".h", ".js", ".mjs", ".sh"})) {
    const auto lines = std::count(file.content.begin(), file.content.end(), '\n');
    EXPECT_LE(lines, longest) << file.path;
  }
}

TEST(Files, LinesEndProperly) {
  for (const File& file : files({"host", "extension", "installer", "manifests", "tests/unit", "tests/tree"}, code)) {
    EXPECT_EQ(file.content.find('\r'), std::string::npos) << file.path << " has carriage returns";
    EXPECT_TRUE(file.content.empty() || file.content.back() == '\n') << file.path << " does not end its last line";
  }
}

TEST(Files, NothingIsLeftForLater) {
  static const std::regex later(R"(\b(TODO|FIXME|XXX|HACK)\b)");
  for (const File& file : files({"host", "extension", "installer"}, code)) {
    EXPECT_FALSE(std::regex_search(file.content, later)) << file.path;
  }
}

TEST(Files, HeadersAreIncludedOnce) {
  for (const File& file : files({"host", "tests/unit", "tests/tree"}, {".h"})) {
    EXPECT_NE(file.content.find("#pragma once"), std::string::npos) << file.path;
  }
}

TEST(Version, IsTheSameEverywhere) {
  const std::string version = trimmed(read("VERSION"));
  EXPECT_TRUE(std::regex_match(version, std::regex(R"(\d+\.\d+\.\d+)"))) << version;
  const auto manifest = nlohmann::json::parse(read("extension/manifest.json"), nullptr, false);
  ASSERT_TRUE(manifest.is_object());
  EXPECT_EQ(manifest.value("version", ""), version);
  EXPECT_NE(read("CHANGELOG.md").find("## " + version), std::string::npos)
      << "CHANGELOG.md does not mention " << version;
}

TEST(Json, EveryFileCanBeRead) {
  for (const File& file : files({"host", "extension", "manifests", "tests/data", "CMakePresets.json"}, {".json"})) {
    EXPECT_FALSE(nlohmann::json::parse(file.content, nullptr, false).is_discarded()) << file.path;
  }
}

// The two READMEs say the same: as many headings, the same commands, the same links.
TEST(Readme, BothLanguagesHaveTheSameShape) {
  const auto all = [](const std::string& text, const char* pattern) {
    const std::regex expression(pattern, std::regex::multiline);
    std::vector<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at)
      found.push_back((*at)[1].str());
    return found;
  };
  const std::string en = read("README.md");
  const std::string ja = read("README.ja.md");
  EXPECT_EQ(all(en, R"(^(#+) )"), all(ja, R"(^(#+) )"));
  EXPECT_EQ(all(en, R"(^((?:installer|tests)/\S+|mekiki \S+))"), all(ja, R"(^((?:installer|tests)/\S+|mekiki \S+))"));
  EXPECT_EQ(all(en, R"(\]\(([A-Za-z/]+\.md)\)(?! \[))").size(), all(ja, R"(\]\(([A-Za-z/]+\.md)\)(?! \[))").size());
}

TEST(Readme, LinksLeadSomewhere) {
  static const std::regex link(R"(\]\(([^)#:]+)(#[^)]*)?\))");
  for (const File& file : files({"README.md", "README.ja.md", "PRIVACY.md", "SECURITY.md", "CONTRIBUTING.md"}, {})) {
    for (std::sregex_iterator at(file.content.begin(), file.content.end(), link), end; at != end; ++at) {
      const std::filesystem::path target = std::filesystem::path(MEKIKI_SOURCE_DIR) / (*at)[1].str();
      EXPECT_TRUE(std::filesystem::exists(target)) << file.path << " links to " << (*at)[1];
    }
  }
}

}  // namespace
}  // namespace mekiki::tree
