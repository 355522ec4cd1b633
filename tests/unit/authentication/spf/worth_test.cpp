// Lists of servers that exclude nobody, wherever in a record that is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authentication/spf/spf.h"

namespace mekiki::authentication::spf {
namespace {

using questions::Answer;
using questions::Answers;
using questions::Kind;

Outcome check(const std::string& record, const std::string& ip = "192.0.2.1",
              std::initializer_list<std::pair<std::string, std::string>> others = {}) {
  Answers answers;
  answers[{Kind::dns_txt, "example.com"}] = Answer::yes({record});
  for (const auto& [name, text] : others) answers[{Kind::dns_txt, name}] = Answer::yes({text});
  answers[{Kind::dns_a, "open.example.net"}] = Answer::yes({"192.0.2.200"});
  Request request;
  request.ip = ip;
  request.mail_from = "a@example.com";
  request.helo = "h.example.com";
  questions::Inquiry inquiry(answers);
  return check_host(request, inquiry);
}

std::vector<std::string> path(const Outcome& outcome) {
  std::vector<std::string> terms;
  for (const Term& term : outcome.path) terms.push_back(term.record_of + " " + term.written);
  return terms;
}

TEST(SpfWorth, Everybody) {
  for (const char* record :
       {"v=spf1 +all", "v=spf1 all", "v=spf1 ip4:0.0.0.0/0 -all", "v=spf1 a:open.example.net/0 -all",
        "v=spf1 exists:open.example.net -all", "v=spf1 -ip4:203.0.113.1 all"}) {
    const Outcome outcome = check(record);
    EXPECT_EQ(outcome.result, Result::pass) << record;
    EXPECT_EQ(outcome.worthless, "everybody") << record;
  }
  EXPECT_EQ(check("v=spf1 ip6:::/0 -all", "2001:db8::1").worthless, "everybody");
}

TEST(SpfWorth, EverybodyByWayOfOthers) {
  const Outcome deep = check("v=spf1 include:one.example -all", "192.0.2.1",
                             {{"one.example", "v=spf1 include:two.example ~all"}, {"two.example", "v=spf1 +all"}});
  EXPECT_EQ(deep.worthless, "everybody");
  EXPECT_THAT(path(deep), testing::ElementsAre("example.com include:one.example", "one.example include:two.example",
                                               "two.example +all"));
  const Outcome redirected = check("v=spf1 redirect=one.example", "192.0.2.1", {{"one.example", "v=spf1 +all"}});
  EXPECT_EQ(redirected.worthless, "everybody");
  EXPECT_THAT(path(redirected), testing::ElementsAre("example.com redirect=one.example", "one.example +all"));
}

TEST(SpfWorth, AbsurdlyWide) {
  EXPECT_EQ(check("v=spf1 ip4:128.0.0.0/1 -all").worthless, "wide");
  EXPECT_EQ(check("v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/2 ip4:192.0.0.0/3 -all").worthless, "wide");
  EXPECT_EQ(check("v=spf1 ip4:10.0.0.0/8 ip4:11.0.0.0/8 ip4:12.0.0.0/8 ip4:192.0.0.0/8 -all").worthless, "wide");
  EXPECT_EQ(check("v=spf1 ip6:2000::/3 -all", "2001:db8::1").worthless, "wide");
}

TEST(SpfWorth, RealLists) {
  for (const char* record : {"v=spf1 ip4:192.0.2.0/24 -all", "v=spf1 ip4:192.0.0.0/8 -all", "v=spf1 ip4:192.0.2.1 +all",
                             "v=spf1 exists:%{i}.example.net ip4:192.0.2.0/24 -all"}) {
    Answers answers;
    EXPECT_EQ(check(record).worthless, "") << record;
  }
  EXPECT_EQ(check("v=spf1 ip6:2001:db8::/32 ip4:0.0.0.0/0 -all", "2001:db8::1").worthless, "");
  // Nobody is let in by it.
  EXPECT_EQ(check("v=spf1 ?all").worthless, "");
  EXPECT_EQ(check("v=spf1 -all").worthless, "");
  EXPECT_EQ(check("v=spf1 -include:one.example ~all", "192.0.2.1", {{"one.example", "v=spf1 +all"}}).worthless, "");
}

TEST(SpfWorth, ThePathOfAFail) {
  EXPECT_THAT(path(check("v=spf1 ip4:203.0.113.0/24 -all")), testing::ElementsAre("example.com -all"));
}

}  // namespace
}  // namespace mekiki::authentication::spf
