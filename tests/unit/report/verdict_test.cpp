#include "report/verdict.h"

#include <gtest/gtest.h>

#include "message/message.h"

namespace mekiki::report {
namespace {

using checks::Finding;
using checks::Severity;

facts::Facts facts_of(const std::string& mail) { return facts::establish(*message::parse(mail), {}); }

const facts::Facts& no_facts() {
  static const facts::Facts facts = facts_of("From: ola@fjell-sample.org\nSubject: x\n\nHello.\n");
  return facts;
}

Finding found(std::string code, Severity severity, std::string variant = {}) {
  Finding finding;
  finding.code = std::move(code);
  finding.severity = severity;
  finding.variant = std::move(variant);
  finding.evidence.push_back({"header:From", "x", {}});
  return finding;
}

Level level_of(const std::vector<Finding>& findings) { return judge(findings, no_facts()).level; }

TEST(Level, NothingAndGoodSignsAreNone) {
  EXPECT_EQ(level_of({}), Level::none);
  EXPECT_EQ(level_of({found("route.host_confirmed", Severity::good)}), Level::none);
  EXPECT_EQ(judge({found("route.host_confirmed", Severity::good)}, no_facts()).score, 0);
}

TEST(Level, WeakAloneIsANote) {
  EXPECT_EQ(level_of({found("stamp.subject", Severity::weak)}), Level::note);
  EXPECT_EQ(level_of({found("stamp.subject", Severity::weak), found("link.rented_name", Severity::weak),
                      found("content.urgency", Severity::weak), found("sender.reply_elsewhere", Severity::weak)}),
            Level::note);
}

TEST(Level, MediumOfDifferentKindsIsSuspicious) {
  EXPECT_EQ(level_of({found("link.numeric_host", Severity::medium)}), Level::note);
  EXPECT_EQ(level_of({found("link.numeric_host", Severity::medium), found("link.shortener", Severity::medium)}),
            Level::note);
  EXPECT_EQ(level_of({found("link.numeric_host", Severity::medium), found("sender.reply_elsewhere", Severity::medium)}),
            Level::suspicious);
}

TEST(Level, OneStrongIsSuspicious) {
  EXPECT_EQ(level_of({found("link.userinfo", Severity::strong)}), Level::suspicious);
  EXPECT_EQ(level_of({found("link.userinfo", Severity::strong), found("link.numeric_host", Severity::strong)}),
            Level::suspicious)
      << "two strong ones of one group are not independent";
}

TEST(Level, TwoIndependentStrongAreDanger) {
  EXPECT_EQ(level_of({found("link.userinfo", Severity::strong), found("sender.display_has_address", Severity::strong)}),
            Level::danger);
}

TEST(Level, FalseBrandWithADemandIsDanger) {
  const Finding claim = found("claim.brand_not_sender", Severity::strong);
  EXPECT_EQ(level_of({claim}), Level::suspicious);
  EXPECT_EQ(level_of({claim, found("content.credential_request", Severity::medium)}), Level::danger);
  EXPECT_EQ(level_of({claim, found("content.payment_request", Severity::medium)}), Level::danger);
  EXPECT_EQ(level_of({claim, found("content.outage_but_login", Severity::weak)}), Level::danger);
}

TEST(Level, GoodSignsNeverOutweigh) {
  const std::vector<Finding> bad = {found("claim.brand_not_sender", Severity::strong),
                                    found("content.credential_request", Severity::medium)};
  std::vector<Finding> both = bad;
  for (int i = 0; i < 5; ++i) both.push_back(found("route.host_confirmed", Severity::good));
  EXPECT_EQ(level_of(both), level_of(bad));
  EXPECT_EQ(judge(both, no_facts()).score, judge(bad, no_facts()).score);
}

TEST(Score, NeverContradictsTheLevel) {
  const std::vector<std::vector<Finding>> ladder = {
      {found("stamp.subject", Severity::weak)},
      {found("link.numeric_host", Severity::medium), found("sender.reply_elsewhere", Severity::medium)},
      {found("link.userinfo", Severity::strong), found("sender.display_has_address", Severity::strong)}};
  int last = 0;
  for (const auto& findings : ladder) {
    const Verdict verdict = judge(findings, no_facts());
    EXPECT_GT(verdict.score, last) << to_string(verdict.level);
    EXPECT_LE(verdict.score, 100);
    last = verdict.score;
  }
  const std::vector<Finding> many(200, found("stamp.subject", Severity::weak));
  EXPECT_LT(judge(many, no_facts()).score, 35);
}

TEST(Attack, ByWhatTheMailWants) {
  const Finding claim = found("claim.brand_not_sender", Severity::strong);
  const auto attack = [&](Finding finding) { return judge({claim, std::move(finding)}, no_facts()).attack; };
  EXPECT_EQ(attack(found("content.credential_request", Severity::medium)), "credential-theft");
  EXPECT_EQ(attack(found("attachment.dangerous_type", Severity::strong)), "malware");
  EXPECT_EQ(attack(found("content.payment_request", Severity::strong, "extortion")), "extortion");
  EXPECT_EQ(attack(found("content.payment_request", Severity::medium, "advance_fee")), "advance-fee");
  EXPECT_EQ(attack(found("content.payment_request", Severity::medium, "gift_card")), "payment");
}

TEST(Attack, IsNotSaidBelowSuspicious) {
  EXPECT_EQ(judge({found("content.urgency", Severity::weak)},
                  facts_of("From: a@fjell-sample.org\nSubject: x\n\nPlease log in here.\n"))
                .attack,
            "");
}

TEST(Pretended, NamesTheBrandOfTheLie) {
  const facts::Facts facts = facts_of("From: JCB <x@qx-sample.net>\nSubject: x\n\nHello.\n");
  const Verdict verdict = judge({found("claim.brand_not_sender", Severity::strong)}, facts);
  ASSERT_NE(verdict.pretended, nullptr);
  EXPECT_EQ(verdict.pretended->id, "jcb");
  EXPECT_EQ(judge({}, facts).pretended, nullptr);
}

TEST(LevelWords, AreThoseOfTheContract) {
  EXPECT_EQ(to_string(Level::none), "none");
  EXPECT_EQ(to_string(Level::note), "note");
  EXPECT_EQ(to_string(Level::suspicious), "suspicious");
  EXPECT_EQ(to_string(Level::danger), "danger");
}

}  // namespace
}  // namespace mekiki::report
