// Key records as their owners write them, legal or not (RFC 6376 section 3.6.1).
#include <gtest/gtest.h>

#include "answers.h"
#include "signer.h"

namespace mekiki::authentication::dkim {
namespace {

std::string with_records(std::vector<std::string> records, const Recipe& recipe = {}) {
  questions::Answers answers;
  give(answers, "sel._domainkey.example.com", std::move(records));
  const SignatureResult one = examine(sign(plain_mail(), recipe), answers).signatures.at(0);
  return std::string(to_string(one.result)) + " " + one.reason;
}

std::string p() { return TestKey::rsa().public_info(); }

TEST(KeyRecord, LegalForms) {
  const std::string key = p();
  EXPECT_EQ(with_records({"p=" + key}), "pass ");
  EXPECT_EQ(with_records({"v=DKIM1;p=" + key + ";"}), "pass ");
  EXPECT_EQ(with_records({"v=DKIM1 ; k=rsa ; t=s ; h=sha256:sha1 ; s=email ; n=hello there ; p=" + key + " ; "}),
            "pass ");
  EXPECT_EQ(with_records({"v=DKIM1; s=*; h=sha1:sha256:sha512; p=" + key}), "pass ");
  EXPECT_EQ(with_records({"v=DKIM1; s=other:email; p=" + key}), "pass ");
  EXPECT_EQ(with_records({"v=DKIM1; p=" + key.substr(0, 80) + " " + key.substr(80, 90) + "\r\n\t" + key.substr(170)}),
            "pass ");
  EXPECT_EQ(with_records({"v=DKIM1; unknown=thing; t=x:z; p=" + key}), "pass ");
}

TEST(KeyRecord, BareRsaPublicKey) {
  EXPECT_EQ(with_records({"v=DKIM1; k=rsa; p=" + TestKey::rsa().public_bare()}), "pass ");
}

TEST(KeyRecord, IllegalFormsThatTheWorldHasAndThatDoNoHarm) {
  const std::string key = p();
  EXPECT_EQ(with_records({"k=rsa; p=" + key + "; v=DKIM1"}), "pass ") << "v= not first";
  EXPECT_EQ(with_records({"v=DKIM1; g=; k=rsa; p=" + key}), "pass ") << "g= of older times";
  EXPECT_EQ(with_records({"v=DKIM1; g=joe; k=rsa; p=" + key}), "pass ");
  EXPECT_EQ(with_records({"v=DKIM1; k=RSA; p=" + key}), "pass ");
  EXPECT_EQ(with_records({"v=DKIM1; p=" + key.substr(0, key.find('='))}), "pass ") << "without padding";
  EXPECT_EQ(with_records({"k=rsa; t=y; p=" + key}), "pass ") << "DomainKeys";
}

TEST(KeyRecord, Errors) {
  const std::string key = p();
  EXPECT_EQ(with_records({"v=DKIM1; k=rsa; p="}), "permerror key_revoked");
  EXPECT_EQ(with_records({"v=DKIM1; p= ;"}), "permerror key_revoked");
  EXPECT_EQ(with_records({"v=DKIM2; p=" + key}), "permerror key_version");
  EXPECT_EQ(with_records({"v=DKIM1; k=rsa"}), "permerror key_syntax");
  EXPECT_EQ(with_records({"v=DKIM1; p=" + key + "; p=" + key}), "permerror key_syntax");
  EXPECT_EQ(with_records({"v=DKIM1;; p=" + key}), "permerror key_syntax");
  EXPECT_EQ(with_records({"v=DKIM1; nonsense"}), "permerror key_syntax");
  EXPECT_EQ(with_records({"v=DKIM1; k=ed25519; p=" + key}), "permerror key_type");
  EXPECT_EQ(with_records({"v=DKIM1; k=dsa; p=" + key}), "permerror key_type");
  EXPECT_EQ(with_records({"v=DKIM1; h=sha1; p=" + key}), "permerror key_hash");
  EXPECT_EQ(with_records({"v=DKIM1; s=tlsrpt; p=" + key}), "permerror key_service");
  EXPECT_EQ(with_records({"v=DKIM1; p=AAAA"}), "permerror key_data");
  EXPECT_EQ(with_records({"v=DKIM1; p=!" + key}), "permerror key_data");
  EXPECT_EQ(with_records({"v=DKIM1; p=" + TestKey::ed25519().public_info()}), "permerror key_data");
}

TEST(KeyRecord, WhatAWildcardAnswersIsNoKey) {
  EXPECT_EQ(with_records({"v=spf1 -all"}), "permerror no_key");
  EXPECT_EQ(with_records({""}), "permerror no_key");
  EXPECT_EQ(with_records({"hello"}), "permerror no_key");
  EXPECT_EQ(with_records({"google-site-verification=abc", "v=spf1 -all"}), "permerror no_key");
  EXPECT_EQ(with_records({"v=spf1 -all", TestKey::rsa().record()}), "pass ");
}

TEST(KeyRecord, SeveralAreTriedInTurn) {
  const std::string good = TestKey::rsa().record();
  const std::string other = TestKey::other().record();
  EXPECT_EQ(with_records({other, good}), "pass ");
  EXPECT_EQ(with_records({"v=DKIM1; p=", good}), "pass ");
  EXPECT_EQ(with_records({other, "v=DKIM1; p="}), "fail signature");
  EXPECT_EQ(with_records({"v=DKIM1; p=", other}), "fail signature");
  EXPECT_EQ(with_records({other, other, other, other, other, good}), "fail signature") << "not without end";
}

TEST(KeyRecord, Ed25519) {
  Recipe recipe;
  recipe.algorithm = "ed25519-sha256";
  const std::string key = TestKey::ed25519().public_info();
  EXPECT_EQ(with_records({"v=DKIM1; k=ed25519; p=" + key}, recipe), "pass ");
  EXPECT_EQ(with_records({"v=DKIM1; p=" + key}, recipe), "permerror key_type") << "rsa is what is meant";
  EXPECT_EQ(with_records({"v=DKIM1; k=ed25519; p=AAAA"}, recipe), "permerror key_data");
}

TEST(KeyRecord, FlagsAreTold) {
  questions::Answers answers;
  give(answers, "sel._domainkey.example.com", {"v=DKIM1; t=y:s; p=" + p()});
  const SignatureResult one = examine(sign(plain_mail(), {}), answers).signatures.at(0);
  EXPECT_EQ(one.result, Result::pass);
  EXPECT_TRUE(one.testing);
  EXPECT_TRUE(one.strict_identity);
}

TEST(KeyRecord, StrictIdentityWantsTheVeryDomain) {
  Recipe below;
  below.more = "i=joe@mail.example.com;";
  EXPECT_EQ(with_records({"v=DKIM1; t=s; p=" + p()}, below), "permerror identity_not_exact");
  EXPECT_EQ(with_records({"v=DKIM1; p=" + p()}, below), "pass ");
  Recipe exact;
  exact.more = "i=joe@EXAMPLE.com;";
  EXPECT_EQ(with_records({"v=DKIM1; t=s; p=" + p()}, exact), "pass ");
}

}  // namespace
}  // namespace mekiki::authentication::dkim
