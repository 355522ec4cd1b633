// Whatever comes out of authentication is said in words, in both languages; never in the code's own terms.
#include "report/authentication_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace mekiki::report {
namespace {

using authentication::dkim::SignatureResult;
namespace arc = authentication::arc;
namespace dkim = authentication::dkim;
namespace dmarc = authentication::dmarc;
namespace spf = authentication::spf;
using testing::HasSubstr;
using testing::Not;

class Telling : public testing::TestWithParam<Language> {
 protected:
  Telling() {
    facts_.sender.domain = "shop.example";
    facts_.sender.organisation = "shop.example";
    facts_.route.handed_over_ip = "192.0.2.1";
  }

  Judged judged() { return {facts_, outcome_, known_, {}, GetParam(), 0}; }
  authentication::Authentication& found() { return outcome_.authentication; }

  static void expect_words(const Told& told, const std::string& reason) {
    expect_words(told.text, reason);
    for (const std::string& remark : told.remarks) expect_words(remark, reason);
  }
  static void expect_words(const std::string& text, const std::string& reason) {
    EXPECT_FALSE(text.empty()) << reason;
    EXPECT_THAT(text, Not(HasSubstr("{"))) << reason;
    EXPECT_THAT(text, Not(HasSubstr("_"))) << reason;
  }

  facts::Facts facts_;
  checks::Outcome outcome_;
  questions::Answers known_;
};

TEST_P(Telling, EverySignature) {
  const std::vector<std::pair<dkim::Result, std::vector<const char*>>> all = {
      {dkim::Result::pass, {""}},
      {dkim::Result::fail, {"body_hash", "body_too_short", "signature"}},
      {dkim::Result::neutral, {"weak_hash", "short_key", "expired", "unsigned_from", "algorithm"}},
      {dkim::Result::temperror, {"timeout", "servfail", "refused", "error"}},
      {dkim::Result::unknown, {"limit", "personal", "offline", "policy", "pending", "cancelled"}},
      {dkim::Result::permerror,
       {"syntax",      "missing_tag",     "version",      "canonicalisation", "domain",
        "identity",    "from_not_signed", "query_method", "timestamps",       "signature_data",
        "body_length", "no_key",          "key_syntax",   "key_version",      "key_revoked",
        "key_type",    "key_hash",        "key_service",  "key_data",         "identity_not_exact"}}};
  for (const auto& [result, reasons] : all) {
    for (const char* reason : reasons) {
      SignatureResult one;
      one.result = result;
      one.reason = reason;
      one.domain = "shop.example";
      one.selector = "s1";
      one.algorithm = "rsa-sha256";
      one.key_bits = 1024;
      one.headers_signed = {"from", "from", "subject"};
      one.unsigned_headers = {"reply-to", "content-type"};
      one.time = 1700000000;
      one.expires = 1800000000;
      one.testing = one.strict_identity = one.future = one.expired = true;
      one.body_length = 10;
      one.body_unsigned = 5;
      for (const std::int64_t age : {1, 500}) {
        found().age_days = age;
        expect_words(tell_signature(judged(), one), reason);
      }
    }
  }
}

TEST_P(Telling, WhatASignatureCoversAndWhatNot) {
  SignatureResult one;
  one.result = dkim::Result::pass;
  one.domain = "stranger.example";
  one.selector = "s1";
  one.algorithm = "ed25519-sha256";
  one.key_bits = 256;
  one.headers_signed = {"from", "x-unknown"};
  one.unsigned_headers = {"subject"};
  one.time = 1700000000;
  std::string all;
  for (const std::string& remark : tell_signature(judged(), one).remarks) all += remark + "\n";
  for (const char* word :
       {"stranger.example", "shop.example", "s1", "ed25519-sha256", "256", "x-unknown", "2023-11-14"}) {
    EXPECT_THAT(all, HasSubstr(word));
  }
  EXPECT_THAT(all, HasSubstr(GetParam() == Language::ja ? "\u4ef6\u540d" : "subject"));
}

TEST_P(Telling, GoodOnceTheStampIsTakenOff) {
  SignatureResult one;
  one.result = dkim::Result::fail;
  one.reason = "signature";
  one.domain = "shop.example";
  one.good_without_stamp = true;
  one.stamp = "[spam]";
  EXPECT_THAT(tell_signature(judged(), one).text, HasSubstr("[spam]"));
  one.stamp.clear();
  expect_words(tell_signature(judged(), one), "footer");
  found().dkim.signatures = {one};
  expect_words(tell_summary(judged()), "summary");
}

TEST_P(Telling, EverySpf) {
  const std::vector<std::pair<spf::Result, std::vector<const char*>>> all = {
      {spf::Result::none, {"no_record", "no_domain"}},
      {spf::Result::neutral, {""}},
      {spf::Result::pass, {""}},
      {spf::Result::fail, {""}},
      {spf::Result::softfail, {""}},
      {spf::Result::temperror, {"timeout"}},
      {spf::Result::permerror,
       {"syntax", "several_records", "lookup_limit", "void_limit", "mx_limit", "include_none", "redirect_none"}},
      {spf::Result::unknown, {"no_ip", "no_envelope", "personal", "offline", "policy", "pending"}}};
  for (const auto& [result, reasons] : all) {
    for (const char* reason : reasons) {
      for (const char* worthless : {"", "everybody", "wide"}) {
        found().spf = {};
        found().spf.result = result;
        found().spf.reason = reason;
        found().spf.domain = "shop.example";
        found().spf.worthless = worthless;
        found().spf.path = {{"shop.example", "include:a.example"}, {"a.example", "ip4:0.0.0.0/0"}};
        found().spf.explanation = "not ours";
        found().spf.helo = true;
        expect_words(tell_spf(judged()), reason);
      }
    }
  }
}

TEST_P(Telling, TheServersOwnName) {
  found().spf.result = spf::Result::none;
  found().spf.reason = "no_record";
  found().spf.domain = "shop.example";
  for (const auto result : {spf::Result::pass, spf::Result::fail, spf::Result::softfail}) {
    found().helo = spf::Outcome{};
    found().helo->result = result;
    found().helo->domain = "out.mailer.example";
    expect_words(tell_spf(judged()), "helo");
    EXPECT_THAT(tell_spf(judged()).remarks, testing::ElementsAre(HasSubstr("out.mailer.example")));
  }
  found().helo->result = spf::Result::none;
  EXPECT_THAT(tell_spf(judged()).remarks, testing::IsEmpty());
  found().helo.reset();
}

TEST_P(Telling, TheExplanationIsAStrangersWords) {
  found().spf.result = spf::Result::fail;
  found().spf.record_of = "shop.example";
  found().spf.explanation = "Call us!";
  const std::string last = tell_spf(judged()).remarks.back();
  EXPECT_THAT(last, HasSubstr("Call us!"));
  EXPECT_THAT(last, HasSubstr(GetParam() == Language::ja ? "\u7b2c\u4e09\u8005" : "stranger"));
}

TEST_P(Telling, EveryDmarcAndItsPolicy) {
  const std::vector<std::pair<dmarc::Result, std::vector<const char*>>> all = {
      {dmarc::Result::none, {"no_record", "several_records", "policy"}},
      {dmarc::Result::pass, {""}},
      {dmarc::Result::fail, {""}},
      {dmarc::Result::temperror, {"timeout"}},
      {dmarc::Result::permerror, {"several_authors", "no_author"}},
      {dmarc::Result::unknown, {"pending", "offline"}}};
  for (const auto& [result, reasons] : all) {
    for (const char* reason : reasons) {
      for (const dmarc::Policy policy : {dmarc::Policy::none, dmarc::Policy::quarantine, dmarc::Policy::reject}) {
        found().dmarc = {};
        found().dmarc.result = result;
        found().dmarc.reason = reason;
        found().dmarc.domain = "news.shop.example";
        found().dmarc.record_of = found().dmarc.organisation = "shop.example";
        found().dmarc.published = policy;
        found().dmarc.testing = found().dmarc.strict_dkim = found().dmarc.strict_spf = true;
        expect_words(tell_dmarc(judged()), reason);
        expect_words(tell_summary(judged()), reason);
      }
    }
  }
}

TEST_P(Telling, EveryArcAndWhatItsSealersSaw) {
  arc::SetResult set;
  set.instance = 1;
  set.seal_domain = "forwarder.example";
  set.time = 1700000000;
  message::MethodResult& method = set.results.methods.emplace_back();
  method.method = "dkim";
  method.result = "pass";
  method.properties.emplace_back("header.d", "shop.example");
  for (const arc::Result result :
       {arc::Result::none, arc::Result::pass, arc::Result::temperror, arc::Result::unknown}) {
    found().arc = {};
    found().arc.result = result;
    found().arc.sets = {set};
    expect_words(tell_arc(judged()), "arc");
    EXPECT_THAT(tell_arc(judged()).remarks.at(0), HasSubstr("forwarder.example"));
    EXPECT_THAT(tell_arc(judged()).remarks.at(0), HasSubstr("shop.example"));
  }
  for (const char* reason : {"structure", "too_many", "sealed_as_failed", "validation", "syntax", "body_hash",
                             "signature", "no_key", "short_key"}) {
    found().arc.result = arc::Result::fail;
    found().arc.reason = reason;
    expect_words(tell_arc(judged()), reason);
  }
}

TEST_P(Telling, EveryDifference) {
  for (const char* cause : {"key_gone", "stamp", "list", "content_changed", "weak_hash", "short_key", "expired",
                            "from_added", "only_now", "record_changed", "other"}) {
    const std::string text = tell_difference(judged(), {"dkim", "shop.example", "s1", "pass", "fail", cause});
    expect_words(text, cause);
    const std::string none = tell_difference(judged(), {"dkim", "shop.example", "s1", "pass", "fail", "no such cause"});
    EXPECT_GT(text.size(), none.size()) << cause << " is not explained";
  }
}

TEST_P(Telling, MarksAreContextNotProof) {
  EXPECT_EQ(tell_indicator(judged()), "");
  found().carries_indicator = true;
  const std::string carried = tell_indicator(judged());
  found().indicator.domain = "shop.example";
  const std::string logo = tell_indicator(judged());
  found().indicator.authority = "https://shop.example/vmc.pem";
  const std::string authority = tell_indicator(judged());
  found().indicator_confirmed = true;
  const std::string confirmed = tell_indicator(judged());
  const std::set<std::string> all = {carried, logo, authority, confirmed};
  EXPECT_EQ(all.size(), 4U);
  for (const std::string& text : all) expect_words(text, "indicator");
}

TEST_P(Telling, WhoConfirmedIt) {
  found().confirmed = authentication::Confirmed{"shop.example", "dmarc", false, "mx.reader.example"};
  const std::string server = tell_summary(judged());
  found().confirmed = authentication::Confirmed{"shop.example", "dkim", true, {}};
  const std::string own = tell_summary(judged());
  facts_.sender.anyone_can_have_address = true;
  const std::string open = tell_summary(judged());
  const std::set<std::string> all = {server, own, open};
  EXPECT_EQ(all.size(), 3U);
  for (const std::string& text : all) EXPECT_THAT(text, HasSubstr("shop.example"));
}

TEST_P(Telling, TheDrawingSaysEveryBox) {
  SignatureResult one;
  one.result = dkim::Result::pass;
  one.domain = "mail.shop.example";
  found().dkim.signatures = {one};
  found().spf.result = spf::Result::pass;
  found().spf.domain = "stranger.example";
  found().spf.worthless = "everybody";
  const Picture picture = draw_alignment(judged());
  ASSERT_EQ(picture.parties.size(), 2U);
  EXPECT_TRUE(picture.parties[0].state == "good" && picture.parties[0].same);
  EXPECT_TRUE(picture.parties[1].state == "worthless" && !picture.parties[1].same);
  for (const Party& party : picture.parties) EXPECT_THAT(picture.text, HasSubstr(party.text));
  EXPECT_THAT(picture.text, HasSubstr(picture.label));
}

INSTANTIATE_TEST_SUITE_P(Languages, Telling, testing::Values(Language::en, Language::ja),
                         [](const auto& one) { return std::string(to_string(one.param)); });

}  // namespace
}  // namespace mekiki::report
