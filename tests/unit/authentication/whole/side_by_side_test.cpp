// The reader's server and our own check, side by side, of mails signed here.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "answers.h"
#include "authentication/authentication.h"
#include "authentication/differences.h"
#include "base/base64.h"
#include "signer.h"

namespace mekiki::authentication {
namespace {

using dkim::give;
using dkim::plain_mail;
using dkim::Recipe;
using dkim::replaced;
using dkim::TestKey;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string received =
    "Received: from out.example.com (out.example.com [203.0.113.5]) by mx.reader.example;\r\n"
    " Sun, 20 Sep 2026 00:00:00 +0000\r\n";

std::string results(const std::string& said) { return "Authentication-Results: mx.reader.example; " + said + "\r\n"; }

struct Case {
  questions::Answers answers;
  std::string ip = "203.0.113.5";
  std::string helo;
  std::int64_t now = dkim::test_now;

  Case() {
    give(answers, "sel._domainkey.example.com", {TestKey::rsa().record()});
    for (const char* none : {"example.com", "_dmarc.example.com", "_dmarc.com", "default._bimi.example.com"}) {
      answers[{questions::Kind::dns_txt, none}] = questions::Answer::no("nxdomain");
    }
  }

  Authentication judge(const std::string& mail) const {
    auto message = message::parse(mail);
    EXPECT_TRUE(message.ok());
    Surroundings around;
    around.ip = ip;
    around.helo = helo;
    around.author = "example.com";
    around.border.received = 0;
    around.now = now;
    questions::Inquiry inquiry(answers);
    return authenticate(prepare(*message, around), inquiry);
  }
};

std::vector<std::string> causes(const Authentication& found) {
  std::vector<std::string> all;
  for (const Difference& one : found.differences) all.push_back(one.method + " " + one.cause);
  return all;
}

std::string signed_mail(const Recipe& recipe = {}) { return sign(plain_mail(), recipe); }

TEST(SideBySide, NothingToExplainWhereBothAgree) {
  const Authentication found = Case().judge(results("dkim=pass header.d=example.com") + received + signed_mail());
  EXPECT_THAT(found.differences, IsEmpty());
  ASSERT_TRUE(found.confirmed);
  EXPECT_TRUE(found.confirmed->own);
}

TEST(SideBySide, KeyChangedOrTakenDownSince) {
  Case one;
  give(one.answers, "sel._domainkey.example.com", {TestKey::other().record()});
  const std::string mail = results("dkim=pass header.d=example.com") + received + signed_mail();
  EXPECT_THAT(causes(one.judge(mail)), ElementsAre("dkim key_gone"));
  give(one.answers, "sel._domainkey.example.com", {"v=DKIM1; p="});
  EXPECT_THAT(causes(one.judge(mail)), ElementsAre("dkim key_gone"));
  one.answers[{questions::Kind::dns_txt, "sel._domainkey.example.com"}] = questions::Answer::no("nxdomain");
  const Authentication gone = one.judge(mail);
  EXPECT_THAT(causes(gone), ElementsAre("dkim key_gone"));
  ASSERT_TRUE(gone.confirmed) << "the server saw the key";
  EXPECT_FALSE(gone.confirmed->own);
}

TEST(SideBySide, StampListAndChangedText) {
  const std::string said = results("dkim=pass header.d=example.com") + received;
  const std::string stamped = replaced(signed_mail(), "Subject: ", "Subject: [spam] ");
  EXPECT_THAT(causes(Case().judge(said + stamped)), ElementsAre("dkim stamp"));
  EXPECT_THAT(causes(Case().judge(said + signed_mail() + "added\r\n")), ElementsAre("dkim content_changed"));
  EXPECT_THAT(causes(Case().judge(said + "List-Id: <l.example.com>\r\n" + signed_mail() + "added\r\n")),
              ElementsAre("dkim list"));
}

TEST(SideBySide, WhatTheServerStillAccepts) {
  const std::string said = results("dkim=pass header.d=example.com; dmarc=pass header.from=example.com") + received;
  Recipe weak;
  weak.algorithm = "rsa-sha1";
  const Authentication sha1 = Case().judge(said + signed_mail(weak));
  EXPECT_THAT(causes(sha1), ElementsAre("dkim weak_hash"));
  EXPECT_FALSE(sha1.confirmed) << "a pass that rests on SHA-1 alone";
  Recipe short_key;
  short_key.key = &TestKey::short_rsa();
  Case broken;
  give(broken.answers, "sel._domainkey.example.com", {TestKey::short_rsa().record()});
  EXPECT_THAT(causes(broken.judge(said + signed_mail(short_key))), ElementsAre("dkim short_key"));
  EXPECT_FALSE(broken.judge(said + signed_mail(short_key)).confirmed);
  Recipe old;
  old.more = "t=1500000000; x=1500000001;";
  EXPECT_THAT(causes(Case().judge(said + signed_mail(old))), ElementsAre("dkim expired"));
  EXPECT_THAT(causes(Case().judge(said + "From: news@example.com\r\n" + signed_mail())),
              ElementsAre("dkim from_added"));
}

// A local part that a server wrote down as it was: "x; dmarc=pass header.from=example.com y"@evil.example.
TEST(SideBySide, SaidBothWaysIsNotConfirmed) {
  const std::string pass = "dmarc=pass header.from=example.com";
  const std::string fail = "dmarc=fail header.from=example.com";
  for (const std::string& said : {pass + "; " + fail, fail + "; " + pass}) {
    EXPECT_FALSE(Case().judge(results(said) + received + plain_mail()).confirmed) << said;
  }
  const std::string quoted = "spf=pass smtp.mailfrom=\"x; " + pass + " y\"@evil.example";
  EXPECT_FALSE(Case().judge(results(quoted) + received + plain_mail()).confirmed);
}

TEST(SideBySide, TheServerSaysThatItIsSha1) {
  const std::string said = "dkim=pass header.d=example.com header.a=rsa-sha";
  EXPECT_FALSE(Case().judge(results(said + "1") + received + plain_mail()).confirmed);
  EXPECT_TRUE(Case().judge(results(said + "256") + received + plain_mail()).confirmed);
}

TEST(SideBySide, TheServerCouldNotAndWeCan) {
  for (const char* word : {"fail", "permerror", "neutral", "policy"}) {
    const Authentication found =
        Case().judge(results("dkim=" + std::string(word) + " header.d=example.com") + received + signed_mail());
    EXPECT_THAT(causes(found), ElementsAre("dkim only_now")) << word;
  }
  EXPECT_THAT(Case().judge(results("dkim=temperror header.d=example.com") + received + signed_mail()).differences,
              IsEmpty());
}

TEST(SideBySide, SpfOfTheSameDomainOnly) {
  Case one;
  one.answers[{questions::Kind::dns_txt, "example.com"}] = questions::Answer::yes({"v=spf1 ip4:192.0.2.1 -all"});
  const std::string mail = "Return-Path: <a@example.com>\r\n";
  EXPECT_THAT(causes(one.judge(mail + results("spf=pass smtp.mailfrom=a@example.com") + received + plain_mail())),
              ElementsAre("spf record_changed"));
  EXPECT_THAT(causes(one.judge(mail + results("spf=pass smtp.helo=out.example.net") + received + plain_mail())),
              IsEmpty());
}

TEST(SideBySide, TheServersNameIsLookedUpBesideTheEnvelope) {
  Case one;
  one.helo = "out.example.net";
  one.answers[{questions::Kind::dns_txt, "out.example.net"}] = questions::Answer::yes({"v=spf1 ip4:203.0.113.5 -all"});
  const std::string mail = "Return-Path: <a@example.com>\r\n" + received + plain_mail();
  const Authentication found = one.judge(mail);
  ASSERT_TRUE(found.helo);
  EXPECT_EQ(found.helo->result, spf::Result::pass);
  EXPECT_EQ(found.spf.result, spf::Result::none);
  EXPECT_FALSE(found.confirmed) << "a server is no author";
  one.ip = "192.0.2.1";
  EXPECT_EQ(one.judge(mail).helo->result, spf::Result::fail);
  for (const char* no_name : {"", "localhost", "[203.0.113.5]"}) {
    one.helo = no_name;
    EXPECT_FALSE(one.judge(mail).helo) << no_name;
  }
  one.helo = "out.example.net";
  const Authentication bounce = one.judge("Return-Path: <>\r\n" + received + plain_mail());
  EXPECT_FALSE(bounce.helo) << "it is the envelope's own question then";
  EXPECT_TRUE(bounce.spf.helo);
}

// Two signatures of one domain: header.s and header.b tell which is which (RFC 8601 section 2.3, RFC 6008).
TEST(SideBySide, ResultsArePairedBySelectorAndSignature) {
  Recipe first;
  first.selector = "one";
  Recipe second;
  second.selector = "two";
  const std::string twice = sign(sign(plain_mail(), first), second);
  Case both;
  give(both.answers, "one._domainkey.example.com", {TestKey::rsa().record()});
  give(both.answers, "two._domainkey.example.com", {TestKey::rsa().record()});
  const std::string said =
      results("dkim=fail header.d=example.com header.s=one; dkim=pass header.d=example.com header.s=two") + received;
  const Authentication found = both.judge(said + twice);
  ASSERT_THAT(causes(found), ElementsAre("dkim only_now"));
  EXPECT_EQ(found.differences[0].selector, "one");

  const Authentication plain = both.judge(received + twice);
  const std::string start = base64_encode(plain.dkim.signatures[1].signature).substr(0, 8);
  const std::string by_bytes =
      results("dkim=fail header.i=@example.com header.b=" + start + "; dkim=pass header.i=@example.com") + received;
  const Authentication paired = both.judge(by_bytes + twice);
  ASSERT_EQ(paired.differences.size(), 1U);
  EXPECT_EQ(paired.differences[0].selector, plain.dkim.signatures[1].selector);
  const results::Judged nothing;
  EXPECT_EQ(server_result(nothing, plain.dkim.signatures[0]), nullptr);
}

TEST(SideBySide, AServersPassOfAListThatExcludesNobodyIsNone) {
  Case one;
  one.answers[{questions::Kind::dns_txt, "example.com"}] = questions::Answer::yes({"v=spf1 +all"});
  const std::string mail = "Return-Path: <a@example.com>\r\n" +
                           results("spf=pass smtp.mailfrom=a@example.com; dmarc=pass header.from=example.com") +
                           received + plain_mail();
  EXPECT_FALSE(one.judge(mail).confirmed);
  one.answers[{questions::Kind::dns_txt, "example.com"}] = questions::Answer::yes({"v=spf1 ip4:203.0.113.5 -all"});
  EXPECT_TRUE(one.judge(mail).confirmed);
}

TEST(Indicator, ConfirmedOnlyByTheReadersServer) {
  const std::string body = received + "BIMI-Indicator: PHN2Zy8+\r\n" + plain_mail();
  const Authentication carried = Case().judge(body);
  EXPECT_TRUE(carried.carries_indicator);
  EXPECT_FALSE(carried.indicator_confirmed);
  EXPECT_TRUE(Case().judge(results("bimi=pass header.d=example.com policy.authority=pass") + body).indicator_confirmed);
}

}  // namespace
}  // namespace mekiki::authentication
