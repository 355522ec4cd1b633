// What the suite does not ask: rounds, answers that are missing, what may become part of a question.
#include "authentication/spf/spf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authentication/spf/macro.h"
#include "authentication/spf/record.h"

namespace mekiki::authentication::spf {
namespace {

using questions::Answer;
using questions::Answers;
using questions::Kind;
using questions::Question;

Request from(std::string mail_from, std::string ip = "192.0.2.1") {
  Request request;
  request.ip = std::move(ip);
  request.mail_from = std::move(mail_from);
  request.helo = "mail.example.net";
  return request;
}

Answers txt(std::initializer_list<std::pair<std::string, std::string>> records) {
  Answers answers;
  for (const auto& [name, record] : records) answers[{Kind::dns_txt, name}] = Answer::yes({record});
  return answers;
}

struct Checked {
  Outcome outcome;
  std::set<Question> open;
};

Checked check(const Request& request, const Answers& known) {
  questions::Inquiry inquiry(known);
  Outcome outcome = check_host(request, inquiry);
  return {std::move(outcome), inquiry.open()};
}

TEST(SpfRounds, OneRecordAsksForAllItsTermsAtOnce) {
  const Answers known = txt({{"example.com", "v=spf1 a mx include:one.example include:two.example -all"}});
  const Checked checked = check(from("a@example.com"), known);
  EXPECT_TRUE(checked.outcome.pending());
  EXPECT_THAT(checked.open, testing::UnorderedElementsAre(
                                Question{Kind::dns_a, "example.com"}, Question{Kind::dns_mx, "example.com"},
                                Question{Kind::dns_txt, "one.example"}, Question{Kind::dns_txt, "two.example"}));
}

TEST(SpfRounds, NothingBehindATermThatMatchesForCertain) {
  const Answers known = txt({{"example.com", "v=spf1 include:one.example ip4:192.0.2.0/24 include:two.example -all"}});
  const Checked checked = check(from("a@example.com"), known);
  EXPECT_TRUE(checked.outcome.pending());
  EXPECT_THAT(checked.open, testing::ElementsAre(Question{Kind::dns_txt, "one.example"}));
}

TEST(SpfRounds, ALaterTermNeverDecidesBeforeAnEarlierOne) {
  Answers known = txt({{"example.com", "v=spf1 -include:one.example include:two.example -all"},
                       {"two.example", "v=spf1 ip4:192.0.2.1 -all"}});
  EXPECT_TRUE(check(from("a@example.com"), known).outcome.pending());
  known[{Kind::dns_txt, "one.example"}] = Answer::yes({"v=spf1 +all"});
  EXPECT_EQ(check(from("a@example.com"), known).outcome.result, Result::fail);
  known[{Kind::dns_txt, "one.example"}] = Answer::yes({"v=spf1 -all"});
  EXPECT_EQ(check(from("a@example.com"), known).outcome.result, Result::pass);
}

TEST(SpfRounds, TheExplanationComesWithTheNextRound) {
  Answers known = txt({{"example.com", "v=spf1 -all exp=why.example.com"}});
  const Checked first = check(from("a@example.com"), known);
  EXPECT_EQ(first.outcome.result, Result::fail);
  EXPECT_THAT(first.open, testing::ElementsAre(Question{Kind::dns_txt, "why.example.com"}));
  known[{Kind::dns_txt, "why.example.com"}] = Answer::yes({"%{i} is not ours"});
  EXPECT_EQ(check(from("a@example.com"), known).outcome.explanation, "192.0.2.1 is not ours");
}

TEST(SpfUnknown, WhatNobodyWasAskedIsNotAResult) {
  for (const char* reason : {"offline", "policy", "limit", "cancelled", "not_recorded", "pending"}) {
    Answers known;
    known[{Kind::dns_txt, "example.com"}] = Answer::unknown(reason);
    const Outcome outcome = check(from("a@example.com"), known).outcome;
    EXPECT_EQ(outcome.result, Result::unknown) << reason;
    EXPECT_EQ(outcome.reason, reason);
  }
}

TEST(SpfUnknown, AnIncludeThatIsNotKnownLeavesAllOpen) {
  Answers known = txt({{"example.com", "v=spf1 include:one.example -all"}});
  known[{Kind::dns_txt, "one.example"}] = Answer::unknown("offline");
  EXPECT_EQ(check(from("a@example.com"), known).outcome.result, Result::unknown);
  known[{Kind::dns_txt, "one.example"}] = Answer::unknown("timeout");
  EXPECT_EQ(check(from("a@example.com"), known).outcome.result, Result::temperror);
}

TEST(SpfPrivacy, TheLocalPartIsNotAskedWhereForbidden) {
  Request request = from("bounce+reader=example.org@example.com");
  request.ask_local_part = false;
  const Answers known = txt({{"example.com", "v=spf1 exists:%{l}._spf.example.com ip4:192.0.2.1 -all"}});
  const Checked checked = check(request, known);
  EXPECT_EQ(checked.outcome.result, Result::unknown);
  EXPECT_EQ(checked.outcome.reason, "policy");
  EXPECT_TRUE(checked.open.empty());
}

TEST(SpfLimits, ElevenTermsThatLookUpAreTooMany) {
  std::string record = "v=spf1";
  Answers known;
  for (int i = 0; i < 11; ++i) {
    const std::string name = "h" + std::to_string(i) + ".example.com";
    record += " a:" + name;
    known[{Kind::dns_a, name}] = Answer::yes({"198.51.100.1"});
  }
  known[{Kind::dns_txt, "example.com"}] = Answer::yes({record + " -all"});
  const Outcome outcome = check(from("a@example.com"), known).outcome;
  EXPECT_EQ(outcome.result, Result::permerror);
  EXPECT_EQ(outcome.reason, "lookup_limit");
}

TEST(SpfLimits, ManyMacrosOfALongAddressStayShort) {
  std::string record = "v=spf1 exists:";
  for (int i = 0; i < 4000; ++i) record += "%{l1r}";
  const Answers known = txt({{"example.com", record + ".example.com -all"}});
  const Checked checked = check(from(std::string(60000, '.') + "@example.com"), known);
  EXPECT_NE(checked.outcome.result, Result::pass);
}

TEST(SpfDomain, ALabelsAndOneTrailingDot) {
  const Answers known = txt({{"xn--r8jz45g.example", "v=spf1 ip4:192.0.2.1 -all"}});
  EXPECT_EQ(check(from("a@\xE4\xBE\x8B\xE3\x81\x88.example."), known).outcome.result, Result::pass);
  EXPECT_EQ(check(from("a@xn--r8jz45g.example."), known).outcome.result, Result::pass);
}

TEST(SpfAddress, MappedIpv4IsIpv4) {
  const Answers known = txt({{"example.com", "v=spf1 ip4:192.0.2.0/24 -all"}});
  EXPECT_EQ(check(from("a@example.com", "::ffff:192.0.2.77"), known).outcome.result, Result::pass);
  EXPECT_EQ(check(from("a@example.com", "192.0.3.77"), known).outcome.result, Result::fail);
}

TEST(SpfRecord, PrefixesAtTheirEdges) {
  EXPECT_TRUE(parse_record("v=spf1 a/32//128 mx:x.example/0//0 ip6:2001:db8::/32").ok());
  for (const char* term : {"a/33", "a//129", "a/", "a//", "mx/01", "ip4:192.0.2.1/", "ip6:::1/129", "ip4:192.0.2.01",
                           "a:", "include", "all:x.example", "redirect=", "exp=x.example exp=y.example", "%all"}) {
    EXPECT_FALSE(parse_record(std::string("v=spf1 ") + term).ok()) << term;
  }
}

TEST(SpfMacro, TransformersAndDelimiters) {
  MacroValues values;
  values.local = "strong-bad";
  values.domain = "email.example.com";
  values.ip = "192.0.2.3";
  EXPECT_EQ(expand("%{d3}", values), "email.example.com");
  EXPECT_EQ(expand("%{d2}", values), "example.com");
  EXPECT_EQ(expand("%{dr}", values), "com.example.email");
  EXPECT_EQ(expand("%{d2r}", values), "example.email");
  EXPECT_EQ(expand("%{lr-}", values), "bad.strong");
  EXPECT_EQ(expand("%{ir}.%{v}._spf.%{d2}", values), "3.2.0.192.in-addr._spf.example.com");
  EXPECT_EQ(expand("%{c}", values), std::nullopt);
  EXPECT_EQ(expand("%{d0}", values), std::nullopt);
  EXPECT_EQ(expand("%{z}", values), std::nullopt);
}

}  // namespace
}  // namespace mekiki::authentication::spf
