#include "facts/unwrap.h"

#include <gtest/gtest.h>

namespace mekiki::facts {
namespace {

std::string target_of(std::string_view address) {
  const auto url = names::parse_url(address);
  return url ? unwrap(*url).url.href() : "no URL";
}

std::string wrapper_of(std::string_view address) {
  const auto url = names::parse_url(address);
  return url ? unwrap(*url).wrapper : "no URL";
}

TEST(Unwrap, LeavesPlainAddressesAlone) {
  EXPECT_EQ(target_of("https://www.jcb.co.jp/a?url=https://x.org/"), "https://www.jcb.co.jp/a?url=https://x.org/");
  EXPECT_EQ(wrapper_of("https://www.jcb.co.jp/"), "");
}

TEST(Unwrap, LinkProtectors) {
  EXPECT_EQ(target_of("https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.org%2Fa&data=05&reserved=0"),
            "https://x.org/a");
  EXPECT_EQ(target_of("https://urldefense.proofpoint.com/v2/url?u=https-3A__x.org_a&d=DwMF&c=x"), "https://x.org/a");
  EXPECT_EQ(target_of("https://urldefense.com/v3/__https://x.org/a__;!!Abc!k$"), "https://x.org/a");
  EXPECT_EQ(target_of("https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fx.org%2fa&c=E"), "https://x.org/a");
  EXPECT_EQ(target_of("https://secure-web.cisco.com/1Abc/https%3A%2F%2Fx.org%2Fa"), "https://x.org/a");
}

TEST(Unwrap, SearchEnginesAndSocialNetworks) {
  EXPECT_EQ(target_of("https://www.google.com/url?q=https%3A%2F%2Fx.org%2Fa&sa=D"), "https://x.org/a");
  EXPECT_EQ(target_of("https://www.google.co.jp/url?sa=t&url=https%3A%2F%2Fx.org%2Fa"), "https://x.org/a");
  EXPECT_EQ(target_of("https://www.google.com/amp/s/x.org/a"), "https://x.org/a");
  EXPECT_EQ(target_of("https://l.facebook.com/l.php?u=https%3A%2F%2Fx.org%2Fa&h=AT0"), "https://x.org/a");
  EXPECT_EQ(target_of("https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly94Lm9yZy9h&ntb=1"), "https://x.org/a");
  EXPECT_EQ(target_of("https://www.youtube.com/redirect?event=v&q=https%3A%2F%2Fx.org%2Fa"), "https://x.org/a");
}

TEST(Unwrap, SeveralLayers) {
  EXPECT_EQ(
      target_of("https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps"
                "%253A%252F%252Fx.org%252Fa&data=1"),
      "https://x.org/a");
  EXPECT_EQ(wrapper_of("https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3D"
                       "https%253A%252F%252Fx.org%252Fa&data=1"),
            "eur03.safelinks.protection.outlook.com");
}

TEST(Unwrap, OnlyToTheWebAndOnlyWhenTheTargetIsThere) {
  EXPECT_EQ(wrapper_of("https://www.google.com/url?q=javascript%3Aalert(1)"), "");
  EXPECT_EQ(wrapper_of("https://www.google.com/url?q="), "");
  EXPECT_EQ(wrapper_of("https://www.google.com/search?q=https%3A%2F%2Fx.org%2F"), "");
  EXPECT_EQ(wrapper_of("https://bit.ly/3Xu8pQ1"), "");
  EXPECT_EQ(wrapper_of("https://urldefense.com/v3/__;!!"), "");
}

TEST(Unwrap, LookAlikesOfWrappersAreNone) {
  EXPECT_EQ(wrapper_of("https://notgoogle.com/url?q=https%3A%2F%2Fx.org%2F"), "");
  EXPECT_EQ(wrapper_of("https://google.com.x.org/url?q=https%3A%2F%2Fwww.jcb.co.jp%2F"), "");
}

TEST(Unwrap, EndlessWrappingEnds) {
  std::string address = "https://x.org/";
  for (int i = 0; i < 12; ++i) {
    std::string coded;
    for (const char c : address) {
      constexpr std::string_view digits = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      coded += '%';
      coded += digits[byte >> 4];
      coded += digits[byte & 15];
    }
    address = "https://www.google.com/url?q=" + coded;
    if (address.size() > 20000) break;
  }
  EXPECT_NE(wrapper_of(address), "no URL");
}

}  // namespace
}  // namespace mekiki::facts
