#include "message/encoded_words.h"

#include <gtest/gtest.h>

namespace mekiki::message {
namespace {

std::string decoded(std::string_view raw) {
  DecodingNotes notes;
  return decode_words(unfolded_utf8(raw, {}, notes), notes);
}

struct Case {
  std::string_view raw;
  std::string_view text;
};

class DecodeWords : public ::testing::TestWithParam<Case> {};

TEST_P(DecodeWords, Gives) { EXPECT_EQ(decoded(GetParam().raw), GetParam().text); }

INSTANTIATE_TEST_SUITE_P(
    AsMailWritesThem, DecodeWords,
    ::testing::Values(Case{"plain", "plain"}, Case{"=?UTF-8?B?5bGx55Sw5aSq6YOO?=", "山田太郎"},
                      Case{"=?utf-8?b?5bGx55Sw5aSq6YOO?= <x>", "山田太郎 <x>"},
                      Case{"=?utf-8*ja?B?5bGx55Sw5aSq6YOO?=", "山田太郎"},  // RFC 2231 language
                      Case{"=?UTF-8?Q?=E5=B1=B1_x?=", "山 x"}, Case{"=?utf-8?q?=e5=b1=b1?=", "山"},  // lower-case hex
                      Case{"=?utf-8?Q?a b c?=", "a b c"},                                            // raw spaces in Q
                      Case{"=?utf-8?Q?is it? yes?=", "is it? yes"},    // raw question mark in Q
                      Case{"=?utf-8?Q?100% =zz?=", "100% =zz"},        // a lone "="
                      Case{"=?utf-8?B?5bGx55Sw5aSq6YOO", "山田太郎"},  // the end is missing
                      Case{"=?utf-8?B?5bGx55Sw5aSq6YOO next", "山田太郎 next"},
                      Case{"=?utf-8?B?5bGx55Sw5aSq6YOO? next", "山田太郎 next"},
                      Case{"=?utf-8?B?5bGx55Sw5aSq6YO?=", "山田太\uFFFD"},  // padding and a bit missing
                      Case{"=?utf-8?B?5bGx 55Sw 5aSq 6YOO?=", "山田太郎"},  // spaces in B
                      Case{"=?utf-8?B?\?=x", "x"}, Case{"=? utf-8 ?B? 5bGx?=", "山"}));

INSTANTIATE_TEST_SUITE_P(
    Neighbours, DecodeWords,
    ::testing::Values(
        Case{"=?utf-8?B?5bGx?= =?utf-8?B?55Sw?=", "山田"},
        Case{"=?utf-8?B?5bGx?=\r\n =?UTF-8?B?55Sw?=", "山田"},  // folded, another case
        Case{"=?utf-8?B?5bGx?==?utf-8?B?55Sw?=", "山田"},       // without white space
        Case{"=?utf-8?B?5bGx?=?utf-8?B?55Sw?=", "山田"},        // one "=" for both
        Case{"=?utf-8?B?5bGx?= and =?utf-8?B?55Sw?=", "山 and 田"},
        Case{"=?utf-8?B?5Lu25ZCN44Gu44Go44Gm44KC6ZU=?= =?utf-8?B?t+OBhOaXpeacrOiqnuOBrumhjOWQjeOBp+OBmQ==?=",
             "件名のとても長い日本語の題名です"},                                     // a character split in two
        Case{"=?utf-8?Q?=E5=B1?= =?utf-8?B?sQ==?=", "山"},                            // and between B and Q
        Case{"=?utf-8?B?5bGx5?= =?utf-8?B?5Sw?=", "山田"},                            // a quantum split in two
        Case{"=?iso-2022-jp?B?GyRCRnw=?= =?iso-2022-jp?B?S1w4bBsoQg==?=", "日本語"},  // an escape state carried over
        Case{"=?iso-2022-jp?B?GyRCRnwbKEI=?= =?iso-2022-jp?B?GyRCS1wbKEI=?=", "日本"},
        Case{"=?shift_jis?B?jlI=?= =?euc-jp?B?xcQ=?=", "山田"},  // another charset
        Case{"=?utf-8?B?=?utf-8?B?5bGx?=", "山"}));              // one inside the other

INSTANTIATE_TEST_SUITE_P(NotWords, DecodeWords,
                         ::testing::Values(Case{"=?", "=?"}, Case{"=?utf-8", "=?utf-8"}, Case{"=?utf-8?", "=?utf-8?"},
                                           Case{"=?utf-8?X?abc?=", "=?utf-8?X?abc?="},
                                           Case{"a =? b ?= c", "a =? b ?= c"}, Case{"1=?2", "1=?2"}));

TEST(UnfoldedUtf8, RawBytesInWhateverCharset) {
  EXPECT_EQ(decoded("\xE5\xB1\xB1\xE7\x94\xB0"), "山田");              // UTF-8 (RFC 6532)
  EXPECT_EQ(decoded("\x1B$B;3EDB@O:\x1B(B <a@b>"), "山田太郎 <a@b>");  // ISO-2022-JP
  EXPECT_EQ(decoded("\x82\xA8\x92\x6D\x82\xE7\x82\xB9"), "お知らせ");  // Shift_JIS
  EXPECT_EQ(decoded("\xA4\xAA\xC3\xCE\xA4\xE9\xA4\xBB"), "お知らせ");  // EUC-JP
  EXPECT_EQ(decoded("caf\xE9 au lait"), "café au lait");
}

TEST(UnfoldedUtf8, TheHintDecidesWhereTheBytesDoNot) {
  DecodingNotes notes;
  EXPECT_EQ(unfolded_utf8("\xCF\xF0\xE8\xE2\xE5\xF2 x", "windows-1251", notes), "Привет x");
}

TEST(UnfoldedUtf8, NulIsVisible) {
  using namespace std::string_view_literals;
  EXPECT_EQ(decoded("Pay\0pal"sv), "Pay\uFFFDpal");
  EXPECT_EQ(decoded("=?utf-8?Q?Pay=00pal?="), "Pay\uFFFDpal");
}

TEST(DecodeWords, LineEndsInsideDoNotBreakTheLine) { EXPECT_EQ(decoded("=?utf-8?Q?a=0D=0AFrom:_x?="), "a  From: x"); }

TEST(DecodeWords, UnknownCharset) {
  DecodingNotes notes;
  EXPECT_EQ(decode_words("=?x-made-up?Q?caf=E9?=", notes), "café");
  EXPECT_EQ(notes.unknown_charsets, std::vector<std::string>{"x-made-up"});
  EXPECT_EQ(decode_words("=?x-other?Q?ascii?=", notes), "ascii");
  EXPECT_EQ(notes.unknown_charsets.size(), 1u);
}

}  // namespace
}  // namespace mekiki::message
