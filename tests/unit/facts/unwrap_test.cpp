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

TEST(Unwrap, MoreLinkProtectors) {
  for (const char* address :
       {"https://urldefense.proofpoint.com/v1/url?u=https://x.org/a&k=oIvRg1%2BdGAgOoM1BIlLLqw%3D%3D",
        "https://urldefense.com/v3/__https:/x.org/a__;!!Abc!k$",
        "https://url.avanan.click/v2/___https://x.org/a___.YXAz",
        "https://deref-gmx.net/mail/client/x/dereferrer/?redirectUrl=https%3A%2F%2Fx.org%2Fa",
        "https://clicktime.symantec.com/3A?u=https%3A%2F%2Fx.org%2Fa"}) {
    EXPECT_EQ(target_of(address), "https://x.org/a") << address;
  }
}

TEST(Unwrap, GoogleOfEveryCountry) {
  EXPECT_EQ(target_of("https://www.google.co.uk/amp/x.org/a"), "http://x.org/a");
  EXPECT_EQ(target_of("https://www.google.com.br/url?q=x.org/a&sa=D"), "https://x.org/a");
  EXPECT_EQ(target_of("https://translate.google.com/translate?sl=auto&u=https://x.org/a"), "https://x.org/a");
  EXPECT_EQ(target_of("https://my--shop-example-org.translate.goog/a?_x_tr_sl=auto"), "https://my-shop.example.org/a");
}

TEST(Unwrap, CodedTargets) {
  EXPECT_EQ(target_of("https://tradestar.lt.acemlnc.com/Prod/link-tracker?redirectUrl=aHR0cHM6Ly94Lm9yZy9h"),
            "https://x.org/a");
  EXPECT_EQ(target_of("https://click.convertkit-mail.com/abc/def/aHR0cHM6Ly94Lm9yZy9h"), "https://x.org/a");
  EXPECT_EQ(target_of("https://substack.com/redirect/2/eyJlIjoiaHR0cHM6Ly94Lm9yZy9hIn0.Q2u"), "https://x.org/a");
  EXPECT_EQ(target_of("https://l.facebook.com/l.php?u=68747470733a2f2f782e6f72672f61"), "https://x.org/a");
  EXPECT_EQ(target_of("https://click.pstmrk.it/3s/x.org%2Fa/W1sC/3-yxA"), "https://x.org/a");
  EXPECT_EQ(target_of("https://www.awin1.com/cread.php?awinmid=6798&amp;ued=https%253A%252F%252Fx.org%252Fa"),
            "https://x.org/a");
}

// A stranger must not be taken for a company because its address carries one of the company's.
TEST(Unwrap, StrangersDoNotPassOn) {
  for (const char* address :
       {"https://x.org/?url=https://www.amazon.co.jp/", "https://x.org/redirect?to=aHR0cHM6Ly93d3cuYW1hem9uLmNvLmpwLw",
        "https://x.org/a/*https://www.amazon.co.jp/", "https://x.org/https://www.amazon.co.jp/",
        "https://bing.com.x.org/ck/a?u=a1aHR0cHM6Ly93d3cuYW1hem9uLmNvLmpwLw"}) {
    EXPECT_EQ(wrapper_of(address), "") << address;
  }
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
