// The validation cases of the ARC working group, each by its name, with the keys that stand beside them.
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "authentication/arc/arc.h"

namespace mekiki::authentication::arc {
namespace {

const std::string vectors = MEKIKI_SHARED_DIR "/conformance/arc/arc-draft-validation-tests.yml";

struct Case {
  std::string name;
  std::string description;
  std::string message;
  std::string expected;
  questions::Answers answers;
};

std::string trimmed(std::string text) {
  text.erase(text.find_last_not_of(" \r\n\t") + 1);
  return text;
}

// What the cases call None, Pass, Fail, and nothing at all where a chain was sealed as failed before.
std::string expectation(const std::string& written) {
  if (written == "None") return "none";
  return written == "Pass" ? "pass" : "fail";
}

std::vector<Case> cases() {
  std::vector<Case> all;
  std::map<std::string, int> seen;  // a few names are used twice
  if (!std::filesystem::exists(vectors)) return all;
  for (const YAML::Node& document : YAML::LoadAllFromFile(vectors)) {
    if (!document["tests"]) continue;
    questions::Answers answers;
    for (const auto& record : document["txt-records"]) {
      const auto question = questions::canonical({questions::Kind::dns_txt, record.first.as<std::string>()});
      if (question) answers[*question] = questions::Answer::yes({trimmed(record.second.as<std::string>())});
    }
    for (const auto& test : document["tests"]) {
      const YAML::Node& body = test.second;
      auto name = test.first.as<std::string>();
      if (const int again = seen[name]++; again > 0) name += "_again" + std::to_string(again);
      all.push_back({name, body["description"].as<std::string>(), body["message"].as<std::string>(),
                     expectation(trimmed(body["cv"].as<std::string>())), answers});
    }
  }
  return all;
}

// Whatever is asked and not recorded does not exist.
Verification examine(const std::string& message, questions::Answers answers) {
  const Chain chain = parse_and_hash(message);
  questions::Inquiry first(answers);
  static_cast<void>(verify(chain, first));
  for (const questions::Question& question : first.open()) answers[question] = questions::Answer::no();
  questions::Inquiry second(answers);
  return verify(chain, second);
}

std::string with_crlf(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

class Validation : public testing::TestWithParam<Case> {};

TEST_P(Validation, IsAsExpected) {
  const Case& one = GetParam();
  const Verification stored = examine(one.message, one.answers);
  EXPECT_EQ(to_string(stored.result), one.expected) << one.description << ": " << stored.reason;
  const Verification sent = examine(with_crlf(one.message), one.answers);
  EXPECT_EQ(to_string(sent.result), one.expected) << one.description << ": " << sent.reason;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Validation);
INSTANTIATE_TEST_SUITE_P(Draft, Validation, testing::ValuesIn(cases()),
                         [](const testing::TestParamInfo<Case>& one) { return one.param.name; });

TEST(Validation, CasesAreThere) {
  if (!std::filesystem::exists(vectors)) GTEST_SKIP() << vectors;
  EXPECT_GT(cases().size(), 150U);
}

}  // namespace
}  // namespace mekiki::authentication::arc
