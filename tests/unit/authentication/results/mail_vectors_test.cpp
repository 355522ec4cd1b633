// The Authentication-Results of mails that a verifier for the reader's side is tested with, each a case of its name.
// The reader's server is named by policy: example.net.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "authentication/results/results.h"

namespace mekiki::authentication::results {
namespace {

const std::string folder = MEKIKI_SHARED_DIR "/conformance/authentication-results/test/data/arh/";

struct Case {
  std::string file;
  std::vector<std::string> believed;  // "method result domain"
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.file; }

const std::vector<Case> cases = {
    {"alignment-auid_not_in_sdid", {"dkim pass example.net"}},
    {"alignment-from_not_in_sdid", {"dkim pass unrelated.com"}},
    {"dkim-unknown_result", {"dkim timeout example.com"}},
    {"multiple_arh-newest_no_authserv", {}},
    {"multiple_arh-newest_no_result", {"dkim pass example.com"}},
    {"multiple_arh-newest_parsing_error_01", {"dkim pass error.example.com", "dkim pass example.com"}},
    {"multiple_arh-newest_parsing_error_02", {}},
    {"multiple_arh-newest_unknown_method", {"foo pass ", "dkim pass example.com"}},
    {"multiple_arh-same_and_different_authserv",
     {"spf pass ", "dkim pass example.com", "dkim pass football.example.com", "dkim pass foo.example.com",
      "dkim pass last.example.com"}},
    {"rfc6376-A.2-arh-failed-no_reason", {"spf pass example.com", "dkim fail example.com"}},
    {"rfc6376-A.2-arh-failed", {"spf pass example.com", "dkim fail example.com"}},
    {"rfc6376-A.2-arh-valid-a_tag", {"spf pass example.com", "dkim pass example.com"}},
    {"rfc6376-A.2-arh-valid-a_tag_sha1", {"spf pass example.com", "dkim pass example.com"}},
    {"rfc6376-A.2-arh-valid-auid", {"spf pass example.com", "dkim pass football.example.com"}},
    {"rfc6376-A.2-arh-valid-no_sdid_or_auid", {"spf pass example.com", "dkim pass "}},
    {"rfc6376-A.2-arh-valid-sdid_and_auid", {"spf pass example.com", "dkim pass example.com"}},
    {"rfc6376-A.2-arh-valid", {"spf pass example.com", "dkim pass example.com"}},
    {"rfc6376-A.2-arh-valid_relaxed", {"spf pass example.com", "dkim pass example.com"}},
};

Judged judged(const std::string& file, bool by_policy) {
  std::ifstream in(folder + file + ".eml", std::ios::binary);
  const auto mail = message::parse({std::istreambuf_iterator<char>(in), {}});
  EXPECT_TRUE(mail.ok());
  Border border;
  border.received = 0;
  border.by_policy = by_policy;
  if (by_policy) border.own_servers = {"example.net"};
  return judge(*mail, border);
}

class Vectors : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder;
  }
};

TEST_P(Vectors, WhatTheReadersServerSaysIsBelieved) {
  std::vector<std::string> believed;
  for (const Method& one : judged(GetParam().file, true).trusted) {
    believed.push_back(one.method + " " + one.result + " " + one.domain);
  }
  EXPECT_EQ(believed, GetParam().believed);
}

// submitserver.example.com took the mail over; it never signs as example.net.
TEST_P(Vectors, NothingIsBelievedOfANameNobodyKnows) { EXPECT_TRUE(judged(GetParam().file, false).trusted.empty()); }

std::string name_of(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.file;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Mails, Vectors, testing::ValuesIn(cases), name_of);

TEST(VectorsInAll, AreAllNamedHere) {
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder;
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files += entry.path().extension() == ".eml";
  // Three more are looked at below: without a Received line, and with many results in one field.
  EXPECT_EQ(files, cases.size() + 3);
}

TEST(VectorsInAll, ManyResultsInOneField) {
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder;
  const Judged signatures = judged("multiple_dkim_results", true);
  EXPECT_GE(signatures.trusted.size(), 6U);
  EXPECT_EQ(signatures.find("dkim")->result, "fail");
  EXPECT_EQ(signatures.trusted[3].reason, "test failure");
  const Judged others = judged("multiple_spf_and_dmarc_results", true);
  EXPECT_GE(others.trusted.size(), 12U);
  EXPECT_EQ(others.find("spf")->result, "fail");
}

TEST(VectorsInAll, WithoutARouteNobodyIsBelieved) {
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder;
  EXPECT_TRUE(judged("fakePayPal", true).trusted.empty());
}

}  // namespace
}  // namespace mekiki::authentication::results
