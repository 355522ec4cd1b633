#include "names/domain.h"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>

#include "base/limits.h"
#include "conformance_data.h"
#include "names/public_suffix_list.h"

namespace mekiki::names {
namespace {

TEST(Domain, ToAscii) {
  EXPECT_EQ(*to_ascii("WWW.Example.COM"), "www.example.com");
  EXPECT_EQ(*to_ascii("\u65E5\u672C\u8A9E\u3002jp"), "xn--wgv71a119e.jp");
  EXPECT_EQ(*to_ascii("fa\u00DF.de"), "xn--fa-hia.de");
  EXPECT_EQ(*to_ascii("a_b.example"), "a_b.example");
  EXPECT_EQ(*to_ascii("example.com."), "example.com.");
  EXPECT_EQ(to_ascii("").error().code, "invalid_domain");
  EXPECT_EQ(to_ascii("\u00AD").error().code, "invalid_domain");
  EXPECT_FALSE(to_ascii("a b").ok());
  EXPECT_FALSE(to_ascii("a%41").ok());
  EXPECT_FALSE(to_ascii("a\u2100b").ok());  // maps to "a/c"
  EXPECT_FALSE(to_ascii("\xC3").ok());
}

TEST(Domain, ToUnicode) {
  EXPECT_EQ(to_unicode("xn--wgv71a119e.jp"), "\u65E5\u672C\u8A9E.jp");
  EXPECT_EQ(to_unicode("XN--wgv71a119e.JP"), "\u65E5\u672C\u8A9E.JP");
  EXPECT_EQ(to_unicode("www.example.com."), "www.example.com.");
  EXPECT_EQ(to_unicode("xn--a.xn--fa-hia"), "xn--a.fa\u00DF");
  EXPECT_EQ(to_unicode("xn--zn7c.com"), "xn--zn7c.com");
  EXPECT_EQ(to_unicode(""), "");
  EXPECT_EQ(to_unicode(".."), "..");
  const std::string long_label = "xn--" + std::string(100000, 'a');
  EXPECT_EQ(to_unicode(long_label), long_label);
}

TEST(Domain, CutsAtThePublicSuffix) {
  const DomainCut jp = cut_domain("www.kagoya.co.jp");
  EXPECT_EQ(jp.suffix, "co.jp");
  EXPECT_EQ(jp.registrable, "kagoya.co.jp");
  EXPECT_FALSE(jp.private_suffix);
  EXPECT_TRUE(jp.listed);

  EXPECT_EQ(cut_domain("a.city.kawasaki.jp").registrable, "city.kawasaki.jp");
  EXPECT_EQ(cut_domain("a.b.example.kawasaki.jp").registrable, "b.example.kawasaki.jp");
  EXPECT_EQ(cut_domain("MUE.Biglobe.NE.JP.").registrable, "biglobe.ne.jp");
  EXPECT_EQ(cut_domain("\u98DF\u72EE.\u516C\u53F8.cn").registrable, "xn--85x722f.xn--55qx5d.cn");
}

TEST(Domain, RentedNames) {
  const DomainCut rented = cut_domain("login.shop.pages.dev");
  EXPECT_EQ(rented.suffix, "pages.dev");
  EXPECT_EQ(rented.registrable, "shop.pages.dev");
  EXPECT_EQ(rented.icann_suffix, "dev");
  EXPECT_EQ(rented.icann_registrable, "pages.dev");
  EXPECT_TRUE(rented.private_suffix);

  // The suffix of a private section itself has an owner.
  const DomainCut owner = cut_domain("pages.dev");
  EXPECT_EQ(owner.registrable, "");
  EXPECT_EQ(owner.icann_registrable, "pages.dev");
}

TEST(Domain, WhatCannotBeCut) {
  EXPECT_EQ(cut_domain("com").suffix, "com");
  EXPECT_EQ(cut_domain("com").registrable, "");
  for (const char* name : {"", ".", "..", ".example.com", "192.0.2.1", "[2001:db8::1]", "example.com.."}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(cut_domain(name).suffix, "");
    EXPECT_EQ(cut_domain(name).registrable, "");
  }
  const DomainCut unknown = cut_domain("host.unknown-tld");
  EXPECT_EQ(unknown.suffix, "unknown-tld");
  EXPECT_EQ(unknown.registrable, "host.unknown-tld");
  EXPECT_FALSE(unknown.listed);
  EXPECT_EQ(cut_domain("a..com").registrable, "");
  EXPECT_EQ(cut_domain("a..example.com").registrable, "example.com");
}

TEST(Domain, LongNames) {
  std::string name;
  while (name.size() < 200000) name += "a.";
  EXPECT_EQ(cut_domain(name + "example.co.jp").registrable, "example.co.jp");
  EXPECT_EQ(cut_domain(std::string(200000, '.') + "com").suffix, "");
}

TEST(Domain, OrganisationDomain) {
  EXPECT_EQ(organisation_domain("mail.example.co.jp"), "example.co.jp");
  EXPECT_EQ(organisation_domain("CO.JP"), "co.jp");
  EXPECT_EQ(organisation_domain("192.0.2.1"), "192.0.2.1");
}

TEST(Domain, IsWithin) {
  EXPECT_TRUE(is_within("a.example.com", "example.com"));
  EXPECT_TRUE(is_within("Example.COM.", "example.com"));
  EXPECT_FALSE(is_within("badexample.com", "example.com"));
  EXPECT_FALSE(is_within("example.com", "a.example.com"));
  EXPECT_FALSE(is_within("example.com", ""));
  EXPECT_FALSE(is_within("", "example.com"));
}

class NewerList : public testing::Test {
 protected:
  void SetUp() override {
    if (!load_public_suffix_list(test::conformance_file("psl/public_suffix_list.dat").string())) {
      GTEST_SKIP() << "public_suffix_list.dat is not here";
    }
  }
  void TearDown() override { reset_public_suffix_list(); }
};

// https://raw.githubusercontent.com/publicsuffix/list/main/tests/tests.txt, in its older form of calls.
TEST_F(NewerList, TestPsl) {
  std::ifstream file(test::conformance_file("psl/test_psl.txt"));
  if (!file) GTEST_SKIP() << "test_psl.txt is not here";
  const std::regex call(R"(^checkPublicSuffix\('(.*)', (?:'(.*)'|null)\);)");
  std::size_t cases = 0;
  for (std::string line; std::getline(file, line);) {
    std::smatch found;
    if (!std::regex_search(line, found, call)) continue;
    ++cases;
    SCOPED_TRACE(line);
    const test::ExactBuffer name(found[1].str());
    const std::string expected = found[2].length() == 0 ? "" : *to_ascii(found[2].str());
    EXPECT_EQ(cut_domain(name.view()).registrable, expected);
  }
  EXPECT_GE(cases, 70U);
}

TEST(PublicSuffixList, AFileThatIsNone) {
  EXPECT_FALSE(load_public_suffix_list("/nonexistent/list.dat"));
  EXPECT_EQ(cut_domain("www.example.co.jp").registrable, "example.co.jp");
}

TEST(Domain, WarmUp) { warm_up(); }

}  // namespace
}  // namespace mekiki::names
