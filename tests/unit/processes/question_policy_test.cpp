#include "processes/question_policy.h"

#include <gtest/gtest.h>

#include <string>

namespace mekiki::processes {
namespace {

using questions::Kind;
using questions::Question;

constexpr Policy everything{
    .offline = false, .dns = true, .place = true, .lists = true, .registration = true, .page = true};

TEST(QuestionPolicy, LegalDomainNames) {
  for (const char* name :
       {"example.jp", "a.b.c.example", "xn--wgv71a.jp", "_dmarc.example.com", "jp", "1.example",
        "s1._domainkey.example.com", "4.3.2.1.in-addr.arpa", "user+tag=x.spf.example.com", "foo:bar/b z.example.com"}) {
    EXPECT_TRUE(is_legal_name(Kind::dns_txt, name)) << name;
  }
  EXPECT_TRUE(is_legal_name(Kind::dns_a, std::string(63, 'a') + ".jp"));
}

TEST(QuestionPolicy, IllegalDomainNames) {
  const std::string long_name = [] {
    std::string name;
    while (name.size() < 254) name += "abcdefg.";
    return name + "jp";
  }();
  for (const std::string& name :
       {std::string(), std::string("."), std::string("example.jp."), std::string(".example.jp"), std::string("a..b"),
        std::string("Example.jp"), std::string("example.j p"), std::string("example.jp\n"),
        std::string("ex\0mple.jp", 10), std::string("example.jp/path"), std::string("user@example.jp"),
        std::string("a\\.b"), std::string("\xe6\x97\xa5.jp"), std::string(64, 'a') + ".jp", long_name,
        std::string("\"a\".jp")}) {
    EXPECT_FALSE(is_legal_name(Kind::dns_a, name)) << name;
  }
}

TEST(QuestionPolicy, Addresses) {
  for (const char* name : {"192.0.2.1", "2001:db8::1", "::1", "::ffff:192.0.2.1"}) {
    EXPECT_TRUE(is_legal_name(Kind::place, name)) << name;
  }
  for (const char* name : {"", "192.0.2", "192.0.2.01", "192.0.2.256", "2001:DB8::1", "2001:db8:0:0::1", "fe80::1%1",
                           "example.jp", "192.0.2.1 ", "0x7f.0.0.1"}) {
    EXPECT_FALSE(is_legal_name(Kind::dns_ptr, name)) << name;
  }
}

TEST(QuestionPolicy, WebAddresses) {
  EXPECT_TRUE(is_legal_name(Kind::page, "https://example.jp/a?b#c"));
  for (const std::string& name : {std::string("ftp://example.jp/"), std::string("file:///etc/passwd"),
                                  std::string("https://a b/"), "https://example.jp/" + std::string(20000, 'a')}) {
    EXPECT_FALSE(is_legal_name(Kind::page, name));
  }
}

TEST(QuestionPolicy, NothingBeyondTheOrdinaryUnlessSwitchedOn) {
  const Policy ordinary;
  EXPECT_TRUE(ordinary.allows(Kind::dns_mx));
  EXPECT_TRUE(ordinary.allows(Kind::place));
  for (const Kind kind : {Kind::list_ip, Kind::list_domain, Kind::registration, Kind::page}) {
    EXPECT_FALSE(ordinary.allows(kind)) << questions::to_string(kind);
  }
}

TEST(QuestionPolicy, SortsByReason) {
  const Question domain{Kind::dns_a, "example.jp"};
  const Question second{Kind::dns_mx, "example.jp"};
  const Question illegal{Kind::dns_a, "Example.jp"};
  const Question listed{Kind::list_ip, "192.0.2.1"};
  Sorted sorted = sort_questions({domain, second, illegal, listed}, Policy{}, 1);
  ASSERT_EQ(sorted.to_ask.size(), 1U);
  EXPECT_EQ(sorted.to_ask[0], domain);
  EXPECT_EQ(sorted.answered.at(second).reason, "limit");
  EXPECT_EQ(sorted.answered.at(illegal).reason, "invalid");
  EXPECT_EQ(sorted.answered.at(listed).reason, "policy");

  Policy offline = everything;
  offline.offline = true;
  const Question place{Kind::place, "192.0.2.1"};
  sorted = sort_questions({domain, place}, offline, 10);
  EXPECT_EQ(sorted.answered.at(domain).reason, "offline");
  ASSERT_EQ(sorted.to_ask.size(), 1U);
  EXPECT_EQ(sorted.to_ask[0], place);
}

}  // namespace
}  // namespace mekiki::processes
