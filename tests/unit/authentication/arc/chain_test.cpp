// Chains sealed by the test itself (RFC 8617 section 5): what is told of them, what is asked, what breaks them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include "authentication/arc/arc.h"
#include "base/base64.h"
#include "signer.h"

namespace mekiki::authentication::arc {
namespace {

using dkim::plain_mail;
using dkim::replaced;
using dkim::TestKey;
using testing::SizeIs;

std::string sha256(const std::string& text) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), out, &size, EVP_sha256(), nullptr);
  return {reinterpret_cast<const char*>(out), size};  // NOLINT
}

// from:to:subject:date of plain_mail() in relaxed form, written out.
const std::string signed_fields =
    "from:News <news@example.com>\r\nto:Reader <reader@example.org>\r\nsubject:Winter sale begins today\r\n"
    "date:Thu, 1 Jan 2026 00:00:00 +0000\r\n";

// Puts set after set before plain_mail(). Fields are written as their relaxed form is, but for the name.
class Sealer {
 public:
  std::string validation;  // cv=; by the instance if empty

  void add(const std::string& domain, const std::string& saw) {
    const std::string i = "i=" + std::to_string(++instance_);
    const std::string results = i + "; " + domain + "; " + saw;
    const std::string message_tags =
        i + "; a=rsa-sha256; c=relaxed/relaxed; d=" + domain +
        "; s=arc; h=from:to:subject:date; bh=" + base64_encode(sha256(dkim::canonical_body(plain_mail(), true))) +
        "; b=";
    const std::string message =
        message_tags +
        base64_encode(TestKey::rsa().sign("rsa-sha256", signed_fields + "arc-message-signature:" + message_tags));
    const std::string usual = instance_ == 1 ? "none" : "pass";
    const std::string seal_tags = i + "; a=rsa-sha256; t=1700000000; cv=" + (validation.empty() ? usual : validation) +
                                  "; d=" + domain + "; s=arc; b=";
    sealed_ += "arc-authentication-results:" + results + "\r\narc-message-signature:" + message + "\r\n";
    const std::string seal =
        seal_tags + base64_encode(TestKey::rsa().sign("rsa-sha256", sealed_ + "arc-seal:" + seal_tags));
    sealed_ += "arc-seal:" + seal + "\r\n";
    header_ = "ARC-Seal: " + seal + "\r\nARC-Message-Signature: " + message +
              "\r\nARC-Authentication-Results: " + results + "\r\n" + header_;
  }
  [[nodiscard]] std::string mail() const { return header_ + plain_mail(); }

 private:
  unsigned instance_ = 0;
  std::string sealed_;
  std::string header_;
};

questions::Question key_of(const std::string& domain) { return {questions::Kind::dns_txt, "arc._domainkey." + domain}; }

questions::Answers keys() {
  questions::Answers answers;
  for (const std::string domain : {"list.example.net", "mx.example.org"})
    answers[key_of(domain)] = questions::Answer::yes({TestKey::rsa().record()});
  return answers;
}

Verification examine(const std::string& mail, const questions::Answers& answers) {
  questions::Inquiry inquiry(answers);
  return verify(parse_and_hash(mail), inquiry);
}

std::string said(const Verification& one) {
  return std::string(to_string(one.result)) + " " + one.reason + " " + std::to_string(one.instance);
}

std::string two_sets() {
  Sealer sealer;
  sealer.add("list.example.net", "spf=pass smtp.mailfrom=news@example.com; dkim=pass header.d=example.com");
  sealer.add("mx.example.org", "arc=pass; dkim=fail header.d=example.com");
  return sealer.mail();
}

TEST(Chain, TellsWhoSealedWhat) {
  const Verification verification = examine(two_sets(), keys());
  EXPECT_EQ(said(verification), "pass  0");
  ASSERT_THAT(verification.sets, SizeIs(2));
  const SetResult& first = verification.sets[0];
  EXPECT_EQ(first.instance, 1U);
  EXPECT_EQ(first.seal_domain, "list.example.net");
  EXPECT_EQ(first.message_domain, "list.example.net");
  EXPECT_EQ(first.seal_selector, "arc");
  EXPECT_EQ(first.validation, "none");
  EXPECT_EQ(first.time, 1'700'000'000);
  EXPECT_EQ(first.seal_intact, true);
  EXPECT_EQ(first.message_intact, std::nullopt) << "only the last one is asked for";
  EXPECT_EQ(verification.sets[1].message_intact, true);
  EXPECT_EQ(first.results.authserv_id, "list.example.net");
  ASSERT_THAT(first.results.methods, SizeIs(2));
  EXPECT_EQ(first.results.methods[1].method, "dkim");
  EXPECT_EQ(first.results.methods[1].result, "pass");
  EXPECT_EQ(first.results.field, 5U);
}

TEST(Chain, SurvivesTheMailStore) {
  EXPECT_EQ(said(examine(dkim::with_lf(two_sets()), keys())), "pass  0");
  EXPECT_EQ(said(examine("From - Thu Jan 01 00:00:00 2026\r\nX-Mozilla-Status: 0001\r\n" + two_sets(), keys())),
            "pass  0");
}

TEST(Chain, AsksAllKeysAtOnce) {
  const questions::Answers none;
  questions::Inquiry inquiry(none);
  EXPECT_TRUE(verify(parse_and_hash(two_sets()), inquiry).pending());
  EXPECT_THAT(inquiry.open(), SizeIs(2));
}

TEST(Chain, WhatIsNotAnswered) {
  questions::Answers answers = keys();
  answers[key_of("list.example.net")] = questions::Answer::unknown("timeout");
  EXPECT_EQ(said(examine(two_sets(), answers)), "temperror timeout 1");
  answers[key_of("list.example.net")] = questions::Answer::unknown("offline");
  EXPECT_EQ(said(examine(two_sets(), answers)), "unknown offline 1");
  answers[key_of("mx.example.org")] = questions::Answer::no();
  EXPECT_EQ(said(examine(two_sets(), answers)), "fail no_key 2") << "whatever the other says";
}

TEST(Chain, BrokenOnesAskNobody) {
  const questions::Answers none;
  for (const std::string& mail :
       {replaced(two_sets(), "cheaper", "gone"), replaced(two_sets(), "ARC-Seal: i=1", "ARC-Seal: i=3"),
        replaced(two_sets(), "ARC-Seal: i=2", "X-Seal: i=2"), replaced(two_sets(), "cv=pass", "cv=none")}) {
    questions::Inquiry inquiry(none);
    EXPECT_EQ(verify(parse_and_hash(mail), inquiry).result, Result::fail);
    EXPECT_THAT(inquiry.asked(), SizeIs(0));
  }
}

TEST(Chain, ChangesAreFound) {
  EXPECT_EQ(said(examine(replaced(two_sets(), "cheaper", "gone"), keys())), "fail body_hash 2");
  EXPECT_EQ(said(examine(replaced(two_sets(), "Winter", "Summer"), keys())), "fail signature 2");
  EXPECT_EQ(said(examine(replaced(two_sets(), "dkim=pass", "dkim=fail"), keys())), "fail signature 2");
  EXPECT_EQ(said(examine(replaced(two_sets(), "i=1; list.example.net", "i=1; evil.example.net"), keys())),
            "fail signature 2");
  EXPECT_EQ(said(examine(replaced(two_sets(), "i=2; mx", "i=2; mz"), keys())), "fail signature 2");
  // The first set alone is a chain of its own: what came later can be taken off, so only the last sealer counts.
  Sealer one;
  one.add("list.example.net", "dkim=pass");
  EXPECT_EQ(said(examine(one.mail(), keys())), "pass  0");
}

TEST(Chain, SealedAsFailed) {
  Sealer sealer;
  sealer.add("list.example.net", "dkim=pass");
  sealer.validation = "fail";
  sealer.add("mx.example.org", "arc=fail");
  EXPECT_EQ(said(examine(sealer.mail(), keys())), "fail sealed_as_failed 2");
}

TEST(Chain, OfTheGreatestLength) {
  Sealer sealer;
  questions::Answers answers = keys();
  for (int i = 0; i < 50; ++i) sealer.add(i % 2 == 0 ? "list.example.net" : "mx.example.org", "dkim=pass");
  EXPECT_EQ(said(examine(sealer.mail(), answers)), "pass  0");
  EXPECT_THAT(examine(sealer.mail(), answers).sets, SizeIs(50));
  sealer.add("mx.example.org", "dkim=pass");
  EXPECT_EQ(examine(sealer.mail(), answers).reason, "too_many");
}

TEST(Chain, HeaderTooLargeIsNotKnown) {
  const std::string large = replaced(two_sets(), "\r\n\r\n", "\r\nX: " + std::string(2u << 20, 'y') + "\r\n\r\n");
  EXPECT_EQ(said(examine(large, keys())), "unknown limit 0");
}

}  // namespace
}  // namespace mekiki::authentication::arc
