// The examples of RFC 6376 appendix A and RFC 8463 appendix A, and the mails and keys of other implementations' suites.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "answers.h"

namespace mekiki::authentication::dkim {
namespace {

const std::string folder = MEKIKI_SHARED_DIR "/conformance/dkim/";

std::string read(const std::string& name) {
  std::ifstream in(folder + name, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (name.ends_with(".txt") || name.ends_with(".dns")) text.erase(text.find_last_not_of("\r\n ") + 1);
  return text;
}

const std::string rsa_8463 =
    "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/"
    "J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/"
    "8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/"
    "K4w3QIDAQAB";
const std::string ed25519_8463 = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

const std::string signed_8463 =
    "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
    " d=football.example.com; i=@football.example.com;\r\n"
    " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n"
    " subject : date : message-id : from : subject : date;\r\n"
    " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
    " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n"
    " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\n"
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n"
    " d=football.example.com; i=@football.example.com;\r\n"
    " q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r\n"
    " date : message-id : from : subject : date;\r\n"
    " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
    " b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r\n"
    " DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r\n"
    " dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r\n"
    "From: Joe SixPack <joe@football.example.com>\r\n"
    "To: Suzie Q <suzie@shopping.example.net>\r\n"
    "Subject: Is dinner ready?\r\n"
    "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n"
    "Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n"
    "\r\n"
    "Hi.\r\n"
    "\r\n"
    "We lost the game.  Are you hungry yet?\r\n"
    "\r\n"
    "Joe.\r\n";

questions::Answers football() {
  questions::Answers answers;
  give(answers, "brisbane._domainkey.football.example.com", {ed25519_8463});
  give(answers, "test._domainkey.football.example.com", {rsa_8463});
  return answers;
}

TEST(Rfc8463, BothSignaturesOfAppendixAPass) {
  const Verification verification = examine(signed_8463, football());
  ASSERT_EQ(verification.signatures.size(), 2U);
  EXPECT_EQ(verification.signatures[0].result, Result::pass) << verification.signatures[0].reason;
  EXPECT_EQ(verification.signatures[0].key_bits, 256U);
  EXPECT_EQ(verification.signatures[1].result, Result::pass) << verification.signatures[1].reason;
  EXPECT_EQ(verification.signatures[1].key_bits, 1024U);
  EXPECT_EQ(verification.signatures[1].domain, "football.example.com");
  EXPECT_EQ(verification.signatures[1].identity, "@football.example.com");
  EXPECT_EQ(verification.signatures[1].oversigned_headers, (std::vector<std::string>{"from", "subject", "date"}));
  EXPECT_EQ(verification.result, Result::pass);
}

TEST(Rfc8463, KeyOfTheOtherAlgorithmIsAnError) {
  questions::Answers answers = football();
  give(answers, "brisbane._domainkey.football.example.com", {rsa_8463});
  const Verification verification = examine(signed_8463, answers);
  EXPECT_EQ(verification.signatures[0].result, Result::permerror);
  EXPECT_EQ(verification.signatures[0].reason, "key_type");
}

TEST(Vectors, SignedWithSimpleCanonicalisation) {
  const std::string mail = read("rfc6376.signed.msg");
  if (mail.empty()) GTEST_SKIP() << folder;
  const Verification verification = examine(mail, football());
  ASSERT_EQ(verification.signatures.size(), 2U);
  for (const SignatureResult& one : verification.signatures) EXPECT_EQ(one.result, Result::pass) << one.reason;
}

TEST(Vectors, SignedByExim) {
  const std::string mail = read("ed25519test2.msg");
  if (mail.empty()) GTEST_SKIP() << folder;
  questions::Answers answers;
  give(answers, "sed._domainkey.test.ex", {read("eximtest.dns")});
  const Verification verification = examine(mail, answers);
  ASSERT_EQ(verification.signatures.size(), 1U);
  EXPECT_EQ(verification.signatures[0].result, Result::pass) << verification.signatures[0].reason;
}

TEST(Vectors, DegenerateFoldingKeepsItsHash) {
  const std::string mail = read("test2.message");
  if (mail.empty()) GTEST_SKIP() << folder;
  questions::Answers answers;
  give(answers, "20120113._domainkey.gmail.com",
       {"k=rsa; "
        "p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1Kd87/UeJjenpabgbFwh+eBCsSTrqmwIYYvywlbhbqoo2DymndFkbjOVIPIl"
        "dNs/"
        "m40KF+yzMn1skyoxcTUGCQs8g3FgD2Ap3ZB5DekAo5wMmk4wimDO+U8QzI3SD07y2+07wlNWwIt8svnxgdxGkVbbhzY8i+RQ9DpSVpPbF7ykQx"
        "tKXkv/"
        "ahW3KjViiAH+ghvvIhkx4xYSIc9oSwVmAl5OctMEeWUwg8Istjqz8BZeTWbf41fbNhte7Y+YqZOwq1Sd0DbvYAD9NOZK9vlfuac0598HY+vt"
        "SBczUiKERHv1yRbcaQtZFh5wtiRrN04BLUTD21MycBX5jYchHjPY/wIDAQAB"});
  const Verification verification = examine(mail, answers);
  ASSERT_EQ(verification.signatures.size(), 1U);
  EXPECT_EQ(verification.signatures[0].body, BodyMatch::intact);
  EXPECT_EQ(verification.signatures[0].result, Result::pass) << verification.signatures[0].reason;
}

TEST(Vectors, UnsignedMailsAreJustThat) {
  if (read("test.txt").empty()) GTEST_SKIP() << folder;
  for (const char* file :
       {"rfc6376.msg", "test.message", "test_extra.message", "test_nofrom.message", "ed25519test.msg"}) {
    const Verification verification = examine(read(file), football());
    EXPECT_EQ(verification.result, Result::none) << file;
    EXPECT_TRUE(verification.signatures.empty()) << file;
  }
}

TEST(Vectors, KeyRecordsGoodAndBad) {
  if (read("test.txt").empty()) GTEST_SKIP() << folder;
  const auto reason = [](const std::string& file) {
    questions::Answers answers = football();
    give(answers, "test._domainkey.football.example.com", {read(file)});
    const SignatureResult one = examine(signed_8463, answers).signatures[1];
    return std::string(to_string(one.result)) + " " + one.reason;
  };
  EXPECT_EQ(reason("test.txt"), "pass ");
  EXPECT_EQ(reason("test2.txt"), "pass ");
  EXPECT_EQ(reason("badk.txt"), "permerror key_type");
  EXPECT_EQ(reason("badversion.txt"), "permerror key_version");
  EXPECT_EQ(reason("test_bad.txt"), "permerror key_data");
  EXPECT_EQ(reason("test_tlsrpt.txt"), "permerror key_service");
}

}  // namespace
}  // namespace mekiki::authentication::dkim
