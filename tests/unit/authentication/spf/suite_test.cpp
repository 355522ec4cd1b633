// The openspf.org test suite for RFC 7208, read in place: every case is a test of its own name.
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "authentication/spf/spf.h"
#include "base/utf8.h"
#include "names/domain.h"

namespace mekiki::authentication::spf {
namespace {

using questions::Answer;
using questions::Kind;
using questions::Question;

std::filesystem::path suite_file() {
  return std::filesystem::path(MEKIKI_SHARED_DIR) / "conformance" / "spf" / "rfc7208-tests.yml";
}

// The zones of one scenario, asked as a resolver would be: aliases are followed.
class Zones {
 public:
  explicit Zones(const YAML::Node& data) {
    for (const auto& zone : data) {
      auto& records = zones_[ascii_lower(zone.first.as<std::string>())];
      for (const auto& record : zone.second) {
        if (record.IsScalar()) {
          records.timeout = true;
          continue;
        }
        const auto entry = *record.begin();
        records.all.emplace_back(entry.first.as<std::string>(), entry.second);
      }
    }
  }

  Answer answer(const Question& question) const {
    std::string name = question.kind == Kind::dns_ptr ? reverse(question.name) : question.name;
    for (int hops = 0; hops < 10; ++hops) {
      const auto zone = zones_.find(name);
      if (zone == zones_.end()) return Answer::no("nxdomain");
      std::vector<std::string> values = values_of(zone->second, question.kind);
      if (!values.empty()) {
        std::sort(values.begin(), values.end());
        return Answer::yes(std::move(values));
      }
      if (zone->second.timeout) return Answer::unknown("timeout");
      const auto alias = std::find_if(zone->second.all.begin(), zone->second.all.end(),
                                      [](const auto& record) { return record.first == "CNAME"; });
      if (alias == zone->second.all.end()) return Answer::no();
      name = ascii_lower(alias->second.template as<std::string>());
    }
    return Answer::unknown("servfail");
  }

 private:
  struct Zone {
    std::vector<std::pair<std::string, YAML::Node>> all;
    bool timeout = false;
  };

  static std::string joined(const YAML::Node& node) {
    std::string text;
    if (node.IsScalar()) text = node.as<std::string>();
    if (node.IsSequence()) {
      for (const auto& piece : node) text += piece.as<std::string>();
    }
    return to_valid_utf8(text);
  }

  // Type SPF is gone: its records stand for TXT where the scenario has none of its own.
  static std::vector<std::string> values_of(const Zone& zone, Kind kind) {
    static const std::map<Kind, std::string> types = {{Kind::dns_a, "A"},
                                                      {Kind::dns_aaaa, "AAAA"},
                                                      {Kind::dns_mx, "MX"},
                                                      {Kind::dns_txt, "TXT"},
                                                      {Kind::dns_ptr, "PTR"}};
    const bool own_txt = std::any_of(zone.all.begin(), zone.all.end(), [](const auto& r) { return r.first == "TXT"; });
    std::vector<std::string> values;
    for (const auto& [type, value] : zone.all) {
      const bool stands_for_txt = kind == Kind::dns_txt && type == "SPF" && !own_txt;
      if (type != types.at(kind) && !stands_for_txt) continue;
      if (kind == Kind::dns_mx) {
        values.push_back(value[0].as<std::string>() + " " + value[1].as<std::string>());
      } else if (kind == Kind::dns_a || kind == Kind::dns_aaaa) {
        values.push_back(names::canonical_ip(value.as<std::string>()));
      } else if (joined(value) != "NONE") {
        values.push_back(joined(value));
      }
    }
    return values;
  }

  static std::string reverse(const std::string& ip) {
    std::string name;
    if (ip.find(':') == std::string::npos) {
      std::string rest = ip;
      for (std::size_t dot = rest.rfind('.'); dot != std::string::npos; dot = rest.rfind('.')) {
        name += rest.substr(dot + 1) + ".";
        rest.resize(dot);
      }
      return name + rest + ".in-addr.arpa";
    }
    std::string nibbles;
    const auto halves = ip.find("::");
    std::vector<std::string> groups;
    const auto split = [](const std::string& text) {
      std::vector<std::string> parts;
      for (std::size_t start = 0; start <= text.size() && !text.empty();) {
        const std::size_t end = std::min(text.find(':', start), text.size());
        parts.push_back(text.substr(start, end - start));
        start = end + 1;
      }
      return parts;
    };
    if (halves == std::string::npos) {
      groups = split(ip);
    } else {
      groups = split(ip.substr(0, halves));
      const auto tail = split(ip.substr(halves + 2));
      groups.resize(8 - tail.size(), "0");
      groups.insert(groups.end(), tail.begin(), tail.end());
    }
    for (const std::string& group : groups) nibbles += std::string(4 - group.size(), '0') + group;
    for (auto nibble = nibbles.rbegin(); nibble != nibbles.rend(); ++nibble) name += std::string(1, *nibble) + ".";
    return name + "ip6.arpa";
  }

  std::map<std::string, Zone> zones_;
};

struct Case {
  std::string name;
  YAML::Node test;
  YAML::Node zones;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

std::vector<Case> cases() {
  std::vector<Case> found;
  if (!std::filesystem::exists(suite_file())) return found;
  for (const YAML::Node& scenario : YAML::LoadAllFromFile(suite_file().string())) {
    for (const auto& test : scenario["tests"]) {
      found.push_back({test.first.as<std::string>(), test.second, scenario["zonedata"]});
    }
  }
  return found;
}

std::set<std::string> accepted(const YAML::Node& result) {
  std::set<std::string> words;
  if (result.IsScalar()) words.insert(result.as<std::string>());
  if (result.IsSequence()) {
    for (const auto& word : result) words.insert(word.as<std::string>());
  }
  return words;
}

class Suite : public testing::TestWithParam<Case> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Suite);

TEST_P(Suite, GivesTheResult) {
  const YAML::Node& test = GetParam().test;
  const Zones zones(GetParam().zones);
  Request request;
  request.ip = test["host"].as<std::string>();
  request.mail_from = test["mailfrom"].as<std::string>();
  request.helo = test["helo"].as<std::string>();

  questions::Answers known;
  Outcome outcome;
  int rounds = 0;
  for (;; ++rounds) {
    ASSERT_LT(rounds, 12) << "asks without end";
    questions::Inquiry inquiry(known);
    outcome = check_host(request, inquiry);
    if (inquiry.open().empty()) break;
    for (const Question& question : inquiry.open()) known[question] = zones.answer(question);
  }
  EXPECT_TRUE(accepted(test["result"]).contains(std::string(to_string(outcome.result))))
      << to_string(outcome.result) << " " << outcome.reason << " " << outcome.detail;
  const YAML::Node explanation = test["explanation"];
  if (!explanation.IsDefined()) return;
  const std::string expected = explanation.as<std::string>();
  EXPECT_EQ(outcome.explanation, expected == "DEFAULT" ? "" : expected);
}

std::string test_name(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Openspf, Suite, testing::ValuesIn(cases()), test_name);

TEST(Openspf, HasAllItsCases) {
  if (!std::filesystem::exists(suite_file())) GTEST_SKIP() << "the suite is not beside the checkout";
  EXPECT_EQ(cases().size(), 203U);
}

}  // namespace
}  // namespace mekiki::authentication::spf
