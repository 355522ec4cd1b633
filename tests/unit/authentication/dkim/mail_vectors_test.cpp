// The mails of a verifier for the reader's side, each with one deviation that its name tells, and the keys of the RFCs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "answers.h"
#include "message/message.h"

namespace mekiki::authentication::dkim {
namespace {

const std::string folder = MEKIKI_SHARED_DIR "/conformance/authentication-results/test/data/";

std::string read(const std::string& name) {
  std::ifstream in(folder + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

questions::Answers keys() {
  questions::Answers answers;
  // RFC 6376 appendix C, RFC 8463 appendix A.2.
  const std::string key_6376 =
      "v=DKIM1; "
      "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYf"
      "cTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/"
      "NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB";
  give(answers, "brisbane._domainkey.example.com", {key_6376});
  give(answers, "s.flags._domainkey.example.com", {"t=s; " + key_6376.substr(9)});
  give(answers, "brisbane._domainkey.football.example.com",
       {"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="});
  give(answers, "test._domainkey.football.example.com",
       {"v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/"
        "J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+"
        "2kryOTIKT+l/K4w3QIDAQAB"});
  return answers;
}

struct Expectation {
  std::string file;
  std::vector<std::string> said;  // one per signature
  std::vector<std::string> unsigned_headers;
};

const std::vector<Expectation> expectations = {
    {"rfc6376-A.2.eml", {"pass "}, {}},
    {"rfc6376-A.2-body_modified.eml", {"fail body_hash"}, {}},
    {"rfc6376-A.2-header_subject_modified.eml", {"fail signature"}, {}},
    {"rfc6376-A.2-ill_formed-list_id.eml", {"pass "}, {}},
    {"rfc6376-A.2-ill_formed-missing_v.eml", {"permerror missing_tag"}, {}},
    {"rfc8463-A.3.eml", {"pass ", "pass "}, {}},
    {"dkim/added_header-date.eml", {"pass "}, {"date"}},
    {"dkim/added_header-from.eml", {"neutral unsigned_from"}, {"from"}},
    {"dkim/added_header-subject.eml", {"pass "}, {"subject"}},
    {"dkim/added_header-to.eml", {"pass "}, {"to"}},
    {"dkim/time-received_after_creation.eml", {"pass "}, {}},
    {"dkim/time-received_briefly_before_creation.eml", {"pass "}, {}},
    {"dkim/time-received_long_before_creation.eml", {"pass "}, {}},
    {"dkim/alignment-from_not_in_auid.eml", {"pass "}, {}},
    {"dkim/alignment-from_not_in_sdid.eml", {"pass "}, {}},
    {"dkim/alignment-signed_by_parent_domain.eml", {"pass "}, {}},
    {"dkim/flags_s-auid_and_sdid_match.eml", {"pass "}, {}},
    {"dkim/flags_s-auid_is_subdomain_of_sdid.eml", {"permerror identity_not_exact"}, {}},
    {"dkim/header_with_non_ascii_char.eml", {"pass "}, {}},
    {"dkim/unsigned_header-reply_to-in_domain.eml", {"pass "}, {"reply-to"}},
    {"dkim/unsigned_header-reply_to-invalid.eml", {"pass "}, {"reply-to"}},
    {"rfc8463-A.3-key_algo_mismatch.eml", {"permerror key_type", "permerror key_type"}, {}},
    {"bimi/rfc6376-A.2-with_bimi.eml", {"pass "}, {}},
    {"dkim/unsigned_header-content-type.eml", {"pass "}, {"content-type"}},
    {"dkim/unsigned_header-reply_to-not_in_domain.eml", {"pass "}, {"reply-to"}},
    {"arh/rfc6376-A.2-arh-valid.eml", {"pass "}, {}},
    {"arh/rfc6376-A.2-arh-failed.eml", {"pass "}, {}},
};

void PrintTo(const Expectation& one, std::ostream* out) { *out << one.file; }

class NamedMail : public testing::TestWithParam<Expectation> {};

TEST_P(NamedMail, IsAsItsNameSays) {
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder;
  const Expectation& expected = GetParam();
  std::vector<std::string> said;
  const Verification verification = examine(read(expected.file), keys());
  for (const SignatureResult& one : verification.signatures)
    said.push_back(std::string(to_string(one.result)) + " " + one.reason);
  EXPECT_EQ(said, expected.said);
  ASSERT_FALSE(verification.signatures.empty());
  EXPECT_EQ(verification.signatures[0].unsigned_headers, expected.unsigned_headers);
}

INSTANTIATE_TEST_SUITE_P(MailVectors, NamedMail, testing::ValuesIn(expectations),
                         [](const testing::TestParamInfo<Expectation>& one) {
                           std::string name = one.param.file;
                           std::replace_if(
                               name.begin(), name.end(),
                               [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
                           return name;
                         });

// Newsletters as they came in: their keys are not here, their bodies are.
TEST(MailVectors, BodiesOfRealNewslettersFit) {
  if (!std::filesystem::exists(folder + "original")) GTEST_SKIP() << folder;
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder + "original")) {
    if (entry.path().extension() != ".eml") continue;
    const std::string name = "original/" + entry.path().filename().string();
    for (const Signature& one : parse_and_hash(read(name)).list) {
      ++seen;
      EXPECT_EQ(one.body, BodyMatch::intact) << name << " " << one.domain;
    }
  }
  EXPECT_GE(seen, 8U);
}

// `field` is an index into what message::parse makes of the same bytes, whatever a mail store put in front.
TEST(MailVectors, FieldsAreThoseOfTheMessage) {
  const std::string mail =
      "Received: by a\r\nX-Odd line without colon\r\nDKIM-Signature : v=1; d=example.com\r\nFrom: a@example.com\r\n"
      "DKIM-SIGNATURE:v=1\r\n\r\nbody\r\n";
  for (const std::string prefix : {"", "From - Thu Jan 01 00:00:00 2026\r\nX-Mozilla-Status: 0001\r\n",
                                   "X-Mozilla-Status: 0001\nX-Mozilla-Keys: \n"}) {
    const auto message = message::parse(prefix + mail);
    ASSERT_TRUE(message.ok());
    const auto wanted = message->find("DKIM-Signature");
    ASSERT_EQ(wanted.size(), 2U);
    for (const std::string& bytes : {prefix + mail, message->raw}) {
      const Signatures signatures = parse_and_hash(bytes);
      ASSERT_EQ(signatures.list.size(), 2U);
      EXPECT_EQ(signatures.list[0].field, wanted[0]);
      EXPECT_EQ(signatures.list[1].field, wanted[1]);
    }
  }
}

}  // namespace
}  // namespace mekiki::authentication::dkim
