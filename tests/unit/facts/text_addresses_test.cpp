#include "facts/text_addresses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "facts/written.h"

namespace mekiki::facts {
namespace {

std::vector<std::string> found_in(std::string_view text) {
  std::vector<std::string> found;
  for (const TextAddress& address : addresses_in(text, 100)) found.push_back(address.address);
  return found;
}

TEST(TextAddresses, WithAndWithoutScheme) {
  EXPECT_THAT(found_in("See https://a.org/x, (www.b.org/y) and c-shop.co.jp/login now."),
              testing::ElementsAre("https://a.org/x", "http://www.b.org/y", "http://c-shop.co.jp/login"));
  EXPECT_THAT(found_in("a.org:8080/x"), testing::ElementsAre("http://a.org:8080/x"));
}

TEST(TextAddresses, Disfigured) {
  EXPECT_THAT(found_in("hxxps://a.org/x hXXp://b[.]org/y h**ps://c.org/"),
              testing::ElementsAre("https://a.org/x", "https://b.org/y", "https://c.org/"));
  for (const TextAddress& address : addresses_in("hxxps://a.org/x (hxxp://b.org)", 9)) EXPECT_TRUE(address.defanged);
}

TEST(TextAddresses, OtherThingsWithDotsAndSlashes) {
  EXPECT_THAT(found_in("and/or linux-2.6.x/drivers README.md/notes main.py/x 12.5/8 a@b.org/c i.e./e.g. ../x ./a.sh "
                       "foo.c/bar 192.168.0.1/24 b.org 1.2.3.4/x v1.0/v2.0 -a.org/"),
              testing::ElementsAre("http://a.org/"));
}

TEST(TextAddresses, AreBoundedAndQuick) {
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "a.b/ ";
  EXPECT_TRUE(addresses_in(many, 100).empty());
  EXPECT_EQ(addresses_in("http://a.org/ http://b.org/ http://c.org/", 2).size(), 2U);
}

TEST(Written, SchemeAsBrowsersReadIt) {
  EXPECT_EQ(read_written("  java\nscript:alert(1)").scheme, "javascript");
  EXPECT_EQ(read_written("DATA:text/html,x").scheme, "data");
  EXPECT_EQ(read_written("/path:x").scheme, "");
  EXPECT_EQ(read_written("").scheme, "");
}

TEST(Written, Slashes) {
  for (const char* address : {"https:a.org", "https:/a.org/", "https:///a.org/", "https:\\\\a.org/", "http:/\\a.org"}) {
    EXPECT_TRUE(read_written(address).slashes) << address;
  }
  EXPECT_FALSE(read_written("https://a.org//x\\y").slashes);
  EXPECT_FALSE(read_written("mailto:a@b.org").slashes);
}

TEST(Written, Gaps) {
  EXPECT_TRUE(read_written("https://a.o\trg/x").gaps);
  EXPECT_TRUE(read_written("ht\ntps://a.org/x").gaps);
  EXPECT_FALSE(read_written("https://a.org/long/\n  path").gaps);
}

TEST(Written, EncodedHost) {
  for (const char* address : {"https://%77%77%77.a.org/", "https://a\u3002org/", "https://\uFF41.org/",
                              "https://a\u200B.org/", "https://user@a%2eorg/"}) {
    EXPECT_TRUE(read_written(address).encoded_host) << address;
  }
  for (const char* address : {"https://a.org/%77", "https://b\u00FCcher.example/", "https://a%40b@a.org/"}) {
    EXPECT_FALSE(read_written(address).encoded_host) << address;
  }
}

}  // namespace
}  // namespace mekiki::facts
