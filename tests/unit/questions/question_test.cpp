#include "questions/question.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "questions/inquiry.h"

namespace mekiki::questions {
namespace {

constexpr Kind all_kinds[] = {Kind::dns_a,   Kind::dns_aaaa,     Kind::dns_mx,  Kind::dns_ns,  Kind::dns_txt,
                              Kind::dns_ptr, Kind::dns_cname,    Kind::dns_soa, Kind::list_ip, Kind::list_domain,
                              Kind::place,   Kind::registration, Kind::page};

std::string canonical_name(Kind kind, std::string name) {
  const auto question = canonical({kind, std::move(name)});
  return question ? question->name : "(refused)";
}

TEST(Kinds, EveryKindHasAWordThatLeadsBack) {
  for (const Kind kind : all_kinds) {
    EXPECT_FALSE(to_string(kind).empty());
    EXPECT_EQ(kind_from_string(to_string(kind)), kind);
  }
  EXPECT_EQ(kind_from_string("dns_any"), std::nullopt);
  EXPECT_EQ(kind_from_string(""), std::nullopt);
  EXPECT_EQ(to_string(static_cast<Kind>(99)), "");
}

TEST(Outcomes, EveryOutcomeHasAWordThatLeadsBack) {
  for (const Outcome outcome : {Outcome::yes, Outcome::no, Outcome::unknown}) {
    EXPECT_EQ(outcome_from_string(to_string(outcome)), outcome);
  }
  EXPECT_EQ(outcome_from_string("maybe"), std::nullopt);
}

TEST(CanonicalDomain, LowerCaseWithoutTheTrailingDot) {
  EXPECT_EQ(canonical_name(Kind::dns_a, "MTA-SP-W02.Biglobe.NE.jp."), "mta-sp-w02.biglobe.ne.jp");
  EXPECT_EQ(canonical_name(Kind::dns_txt, "_dmarc.kagoya.jp"), "_dmarc.kagoya.jp");
  EXPECT_EQ(canonical_name(Kind::dns_txt, "50.84.227.222.origin.asn.cymru.com"), "50.84.227.222.origin.asn.cymru.com");
  EXPECT_EQ(canonical_name(Kind::registration, "xn--r8jz45g.xn--zckzah"), "xn--r8jz45g.xn--zckzah");
}

TEST(CanonicalDomain, HyphensStandWhereBrowsersAllowThem) {
  EXPECT_EQ(canonical_name(Kind::dns_a, "-a.r1---sn-b-.example"), "-a.r1---sn-b-.example");
}

TEST(CanonicalDomain, TakesWhatSpfMacrosMakeOfAnAddress) {
  EXPECT_EQ(canonical_name(Kind::dns_a, "User+tag=x.Spf.example"), "user+tag=x.spf.example");
  EXPECT_EQ(canonical_name(Kind::dns_a, "foo:bar/baz.example.com"), "foo:bar/baz.example.com");
  EXPECT_EQ(canonical_name(Kind::dns_a, "per%cent  space.example"), "per%cent  space.example");
  EXPECT_EQ(canonical_name(Kind::dns_a, "example.com/path"), "(refused)");
}

TEST(CanonicalDomain, RefusesWhatIsNoDomain) {
  for (const std::string name :
       {"", ".", "..", "a..b", ".a", "a.b..", "example.a b", "a b", "a\tb", "b\xC3\xBC.example", "a@b.example", "a/b",
        "*.example", "a\\.b", "192.0.2.1", "example.1", "2001:db8::1", "a:b"}) {
    EXPECT_EQ(canonical_name(Kind::dns_a, name), "(refused)") << name;
  }
  EXPECT_EQ(canonical_name(Kind::dns_a, std::string("a\0.example", 10)), "(refused)");
}

TEST(CanonicalDomain, LengthsOfRfc1035) {
  const std::string label63(63, 'a');
  EXPECT_EQ(canonical_name(Kind::dns_a, label63 + ".jp"), label63 + ".jp");
  EXPECT_EQ(canonical_name(Kind::dns_a, label63 + "a.jp"), "(refused)");
  const std::string longest = label63 + "." + label63 + "." + label63 + "." + std::string(61, 'b');
  ASSERT_EQ(longest.size(), limits::domain_bytes);
  EXPECT_EQ(canonical_name(Kind::dns_a, longest), longest);
  EXPECT_EQ(canonical_name(Kind::dns_a, longest + "."), longest);
  EXPECT_EQ(canonical_name(Kind::dns_a, longest + "b"), "(refused)");
  EXPECT_EQ(canonical_name(Kind::dns_a, std::string(1000000, 'a')), "(refused)");
}

TEST(CanonicalIp, AsRfc5952WritesIt) {
  EXPECT_EQ(canonical_name(Kind::place, "222.227.84.50"), "222.227.84.50");
  EXPECT_EQ(canonical_name(Kind::dns_ptr, "2001:0DB8:0000:0:0:0:0:01"), "2001:db8::1");
  EXPECT_EQ(canonical_name(Kind::list_ip, "2001:db8:0:1:1:1:1:1"), "2001:db8:0:1:1:1:1:1");
  EXPECT_EQ(canonical_name(Kind::list_ip, "::"), "::");
}

TEST(CanonicalIp, MappedIpv4IsIpv4) {
  EXPECT_EQ(canonical_name(Kind::place, "::ffff:222.227.84.50"), "222.227.84.50");
  EXPECT_EQ(canonical_name(Kind::place, "::FFFF:dee3:5432"), "222.227.84.50");
}

TEST(CanonicalIp, RefusesWhatIsNoAddress) {
  for (const std::string name : {"", "1.2.3", "1.2.3.256", "01.2.3.4", "0x7f.1", "1.2.3.4.", "[::1]", "fe80::1%eth0",
                                 "1:2:3:4:5:6:7:8:9", "::1::", "example.jp", " 1.2.3.4"}) {
    EXPECT_EQ(canonical_name(Kind::dns_ptr, name), "(refused)") << name;
  }
  EXPECT_EQ(canonical_name(Kind::dns_ptr, std::string("1.2.3.4\0x", 9)), "(refused)");
}

TEST(CanonicalUrl, WebAddressesOnly) {
  EXPECT_EQ(canonical_name(Kind::page, "HTTPS://example.jp/A?b=C"), "https://example.jp/A?b=C");
  EXPECT_EQ(canonical_name(Kind::page, "http://[::1]/"), "http://[::1]/");
  for (const std::string name : {"", "https", "https:", "https://", "ftp://example.jp/", "file:///etc/passwd",
                                 "javascript:alert(1)", "https://a b/", "https://a\r\nHost: b/", "https:/a"}) {
    EXPECT_EQ(canonical_name(Kind::page, name), "(refused)") << name;
  }
  EXPECT_EQ(canonical_name(Kind::page, "https://a/" + std::string(limits::url_bytes, 'b')), "(refused)");
}

TEST(Canonical, IsItsOwnCanonicalForm) {
  for (const Question& question :
       {Question{Kind::dns_mx, "A.B."}, Question{Kind::place, "::ffff:1.2.3.4"}, Question{Kind::page, "HTTP://X/"}}) {
    const auto once = canonical(question);
    ASSERT_TRUE(once);
    EXPECT_EQ(canonical(*once), once);
  }
  EXPECT_EQ(canonical({static_cast<Kind>(99), "example.jp"}), std::nullopt);
}

TEST(Inquiry, KnownAnswersComeBackAndUnknownOnesAreNoted) {
  const Answers known{{{Kind::dns_a, "example.jp"}, Answer::yes({"192.0.2.1"})}};
  Inquiry inquiry(known);
  EXPECT_EQ(inquiry.ask(Kind::dns_a, "Example.JP."), Answer::yes({"192.0.2.1"}));
  EXPECT_TRUE(inquiry.ask(Kind::dns_mx, "example.jp").pending());
  EXPECT_TRUE(inquiry.ask(Kind::dns_mx, "EXAMPLE.jp").pending());
  EXPECT_EQ(inquiry.open(), (std::set<Question>{{Kind::dns_mx, "example.jp"}}));
  EXPECT_EQ(inquiry.asked().size(), 2u);
}

TEST(Inquiry, WhatCannotBeAskedIsInvalidAtOnceAndNotedNowhere) {
  const Answers known;
  Inquiry inquiry(known);
  EXPECT_EQ(inquiry.ask(Kind::dns_a, "not a name"), Answer::unknown("invalid"));
  EXPECT_TRUE(inquiry.open().empty());
  EXPECT_TRUE(inquiry.asked().empty());
}

}  // namespace
}  // namespace mekiki::questions
