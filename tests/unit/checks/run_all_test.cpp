#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "checks/check.h"
#include "checks/support.h"
#include "message/message.h"

namespace mekiki::checks {
namespace {

using questions::Answer;
using questions::Kind;

facts::Facts facts_of(const std::string& mail) { return facts::establish(*message::parse(mail), {}); }

const std::string private_mail =
    "Received: from mta.biglobe.ne.jp (mta.biglobe.ne.jp [222.227.84.50]) by mx.example.com (Postfix) with ESMTPS id "
    "1;\n"
    "\tTue, 4 Mar 2025 09:12:31 +0900\nFrom: Megu <megu@mue.biglobe.ne.jp>\nTo: sam@example.com\nSubject: "
    "Saturday\n\nSee you.\n";

TEST(Registry, IsSortedAndUnique) {
  const auto& all = registry();
  ASSERT_FALSE(all.empty());
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.code < b.code; }));
  std::set<std::string_view> codes;
  for (const Registered& check : all) {
    EXPECT_TRUE(codes.insert(check.code).second) << check.code;
    EXPECT_EQ(std::count(check.code.begin(), check.code.end(), '.'), 1) << check.code;
    ASSERT_NE(check.check, nullptr);
  }
}

TEST(RunAll, AsksEverythingInTheFirstRound) {
  const facts::Facts facts = facts_of(private_mail);
  const Outcome first = run_all(facts, {});
  EXPECT_FALSE(first.open.empty());
  EXPECT_TRUE(std::is_sorted(first.open.begin(), first.open.end()));
  EXPECT_EQ(std::adjacent_find(first.open.begin(), first.open.end()), first.open.end());
  questions::Answers answers;
  for (const questions::Question& question : first.open) answers[question] = Answer::no();
  EXPECT_TRUE(run_all(facts, answers).open.empty());
}

TEST(RunAll, QuestionsAreCanonical) {
  for (const questions::Question& question : run_all(facts_of(private_mail), {}).open) {
    const auto legal = questions::canonical(question);
    ASSERT_TRUE(legal.has_value()) << question.name;
    EXPECT_EQ(*legal, question);
  }
}

TEST(RunAll, SaysWhatStaysUnknownAndWhy) {
  const facts::Facts facts = facts_of(private_mail);
  questions::Answers answers;
  for (const questions::Question& question : run_all(facts, {}).open) answers[question] = Answer::unknown("offline");
  const Outcome outcome = run_all(facts, answers);
  EXPECT_TRUE(outcome.open.empty());
  ASSERT_FALSE(outcome.unknown.empty());
  for (const Outcome::Unknown& unknown : outcome.unknown) EXPECT_EQ(unknown.reason, "offline");
}

TEST(RunAll, IsPure) {
  const facts::Facts facts = facts_of(private_mail);
  const Outcome one = run_all(facts, {}), two = run_all(facts, {});
  ASSERT_EQ(one.findings.size(), two.findings.size());
  for (std::size_t i = 0; i < one.findings.size(); ++i) EXPECT_EQ(one.findings[i].code, two.findings[i].code);
}

TEST(RunAll, EveryFindingHasCodeAndEvidence) {
  const facts::Facts facts = facts_of(
      "From: Kagoya <kt7@mri.biglobe.ne.jp>\nTo: sam@example.com\nSubject: [spam] Kagoya\nX-Spam-Flag: YES\n"
      "Content-Type: text/html\n\n<p>Kagoya webmail is down. Log in within 24 hours or your mailbox will be closed: "
      "<a href='https://a.q82x7hd2rt.free.hr/webmail.kagoya.com/?u=sam@example.com'>https://www.kagoya.jp/</a></p>\n");
  const Outcome outcome = run_all(facts, {});
  EXPECT_GE(outcome.findings.size(), 5U);
  for (const Finding& finding : outcome.findings) {
    EXPECT_FALSE(finding.code.empty());
    EXPECT_FALSE(finding.evidence.empty()) << finding.code;
    for (const Evidence& evidence : finding.evidence) EXPECT_FALSE(evidence.where.empty()) << finding.code;
  }
}

TEST(RunAll, TakesMailsWithNothingInThem) {
  for (const char* mail : {"Subject: x\n\n", "From: \n\n", "From: <>\nTo: \nSubject: \nReceived: \n\n",
                           "Content-Type: multipart/mixed\nSubject: x\n\n"}) {
    EXPECT_NO_THROW(run_all(facts_of(mail), {})) << mail;
  }
}

TEST(SameOrganisation, ByRegistrableDomainAndByBrand) {
  EXPECT_TRUE(same_organisation("a.fjell-sample.org", "b.fjell-sample.org"));
  EXPECT_TRUE(same_organisation("amazon.co.jp", "amazon.com"));
  EXPECT_FALSE(same_organisation("fjell-sample.org", "fjell-sample.net"));
  EXPECT_FALSE(same_organisation("one.pages.dev", "two.pages.dev"));
  EXPECT_FALSE(same_organisation("a.co.jp", "b.co.jp"));
  EXPECT_FALSE(same_organisation("", ""));
}

TEST(FalseClaim, OnlyIfTheAddressIsNotTheBrands) {
  const auto lie = [](const std::string& from) {
    const facts::Facts facts = facts_of("From: " + from + "\nSubject: x\n\nHello.\n");
    const facts::ClaimedBrand* claimed = false_claim(facts.claims, facts.sender);
    return claimed == nullptr ? std::string() : std::string(claimed->brand->id);
  };
  EXPECT_EQ(lie("JCB <x@qx-sample.net>"), "jcb");
  EXPECT_EQ(lie("JCB <mail@cj.jcb.co.jp>"), "");
  EXPECT_EQ(lie("JCB <jcb@gmail.com>"), "jcb");
  EXPECT_EQ(lie("Google <someone@gmail.com>"), "google");
  EXPECT_EQ(lie("BIGLOBE <kt7@mri.biglobe.ne.jp>"), "biglobe");
  EXPECT_EQ(lie("Ola Berg <ola@fjell-sample.org>"), "");
}

TEST(ActionLinks, LeaveOutWhatNobodyPressesForTheMatter) {
  const facts::Facts facts = facts_of(
      "From: a@fjell-sample.org\nSubject: x\nContent-Type: text/html\n\n<a href='https://x-sample.net/1'>Pay</a>"
      "<a href='https://x-sample.net/2'>Unsubscribe</a><a href='mailto:a@x.org'>mail</a><img "
      "src='https://x-sample.net/i.png'>\n");
  const auto actions = action_links(facts.links);
  ASSERT_EQ(actions.size(), 1U);
  EXPECT_EQ(actions.front()->url.path, "/1");
}

}  // namespace
}  // namespace mekiki::checks
