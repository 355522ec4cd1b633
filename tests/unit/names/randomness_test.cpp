#include "names/randomness.h"

#include <gtest/gtest.h>

namespace mekiki::names {
namespace {

TEST(Randomness, ThrownTogether) {
  for (const char* label : {"ho61v7smlr", "q82x7hd2rt", "zvkqhbtrm", "mhezupkxux", "jsqk4n93", "gkkjjfevbz", "xjqjknd",
                            "bzxvqfeann", "kfgfylgtyy", "qmwnxczt"}) {
    EXPECT_TRUE(looks_random(label)) << label << ' ' << wordlikeness(label);
  }
}

TEST(Randomness, ThoughtUp) {
  for (const char* label : {"kagoya",         "amazon",
                            "softbank",       "office365",
                            "schwarzwald",    "mitsubishi",
                            "2024spring",     "wakaba-kensetsu",
                            "kyoto-u",        "thinkgeek",
                            "duckduckgo",     "cygwin",
                            "tightvnc",       "24x7serversupport",
                            "partner2profit", "zhongguancun",
                            "xbox",           "jhstuckey",
                            "news4jax",       "b2bmarketing",
                            "mp3tunes",       "krzysztof",
                            "www-1",          "lists2",
                            "smtp-out-04",    "ns-eu-west-1",
                            "yukinkobunka",   "hyundai"}) {
    EXPECT_FALSE(looks_random(label)) << label << ' ' << wordlikeness(label);
  }
}

TEST(Randomness, AbbreviationsAndOtherScriptsAreLeftAlone) {
  for (const char* label : {"bbc", "hsbc", "mpg", "xkcd", "ndr", "html5", "xn--fsqu00a", "xn--wgv71a119e", ""}) {
    EXPECT_FALSE(looks_random(label)) << label;
  }
}

}  // namespace
}  // namespace mekiki::names
