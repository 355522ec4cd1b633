#include "message/charsets.h"

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "message/charset_conversion.h"
#include "message/charset_table.h"
#include "message/text_parts.h"

namespace mekiki::message {
namespace {

using namespace std::string_view_literals;

constexpr auto notice = "お客様各位　重要なお知らせです。カード利用を停止しました。"sv;
constexpr auto notice_sjis =
    "\x82\xA8\x8B\x71\x97\x6C\x8A\x65\x88\xCA\x81\x40\x8F\x64\x97\x76\x82\xC8\x82\xA8\x92\x6D\x82\xE7\x82\xB9\x82\xC5"
    "\x82"
    "\xB7\x81\x42\x83\x4A\x81\x5B\x83\x68\x97\x98\x97\x70\x82\xF0\x92\xE2\x8E\x7E\x82\xB5\x82\xDC\x82\xB5\x82\xBD\x81\x42"sv;
constexpr auto notice_euc =
    "\xA4\xAA\xB5\xD2\xCD\xCD\xB3\xC6\xB0\xCC\xA1\xA1\xBD\xC5\xCD\xD7\xA4\xCA\xA4\xAA\xC3\xCE\xA4\xE9\xA4\xBB\xA4\xC7"
    "\xA4"
    "\xB9\xA1\xA3\xA5\xAB\xA1\xBC\xA5\xC9\xCD\xF8\xCD\xD1\xA4\xF2\xC4\xE4\xBB\xDF\xA4\xB7\xA4\xDE\xA4\xB7\xA4\xBF\xA1\xA3"sv;
constexpr auto notice_jis = "\x1B$B$*5RMM3F0L!!=EMW$J$*CN$i$;$G$9!#%+!<%IMxMQ$rDd;_$7$^$7$?!#\x1B(B"sv;

TEST(Charsets, EveryOneOfTheTableOpens) {
  for (const Charset& charset : charset_table()) {
    EXPECT_TRUE(open_converter(charset)) << charset.name;
    const auto sample = charset.name == "utf-16le" ? "A\0"sv : charset.name == "utf-16be" ? "\0A"sv : "A"sv;
    const DecodedText decoded = decode_as(sample, charset.name);
    EXPECT_EQ(decoded.text, "A") << charset.name;
  }
}

TEST(Charsets, Labels) {
  EXPECT_EQ(canonical_charset("UTF8"), "utf-8");
  EXPECT_EQ(canonical_charset(" ISO-8859-1 "), "windows-1252");
  EXPECT_EQ(canonical_charset("ks_c_5601-1987"), "euc-kr");
  EXPECT_EQ(canonical_charset("GB2312"), "gb18030");
  EXPECT_EQ(canonical_charset("cp50221"), "iso-2022-jp");
  EXPECT_EQ(canonical_charset("x-made-up"), "");
  EXPECT_EQ(canonical_charset(""), "");
}

TEST(Charsets, Japanese) {
  EXPECT_EQ(decode_as(notice_sjis, "shift_jis").text, notice);
  EXPECT_EQ(decode_as(notice_euc, "euc-jp").text, notice);
  EXPECT_EQ(decode_as(notice_jis, "iso-2022-jp").text, notice);
}

TEST(Charsets, VendorCharacters) {
  EXPECT_EQ(decode_as("\x87\x40\xB6\xB0\xC4\xDE\x87\x8A\xFB\xFC", "shift_jis").text, "①ｶｰﾄﾞ㈱髙");
  // NEC's row 13, half-width kana (three ways), IBM's characters at NEC's place, JIS X 0212.
  EXPECT_EQ(decode_as("\x1B$B-!-j|b\x1B(B", "iso-2022-jp").text, "①㈱髙");
  EXPECT_EQ(decode_as("\x1B(I60D^\x1B(B", "iso-2022-jp").text, "ｶｰﾄﾞ");
  EXPECT_EQ(decode_as("\x0E\x36\x30\x0F ok", "iso-2022-jp").text, "ｶｰ ok");
  EXPECT_EQ(decode_as("\xB6\xB0", "iso-2022-jp").text, "ｶｰ");
  EXPECT_EQ(decode_as("\xAD\xA1\x8E\xB6\xFC\xE2\x8F\xB0\xA1", "euc-jp").text, "①ｶ髙丂");
  EXPECT_EQ(decode_as("\x1B$(D0!\x1B(B", "iso-2022-jp").text, "丂");
}

TEST(Charsets, Iso2022JpLinesEndInAscii) { EXPECT_EQ(decode_as("\x1B$B;3\nabc\n", "iso-2022-jp").text, "山\nabc\n"); }

TEST(Charsets, BrokenBytesNeverEatMarkup) {
  EXPECT_EQ(decode_as("\x81<b>", "shift_jis").text, "\uFFFD<b>");
  EXPECT_EQ(decode_as("\xA4<b>", "euc-jp").text, "\uFFFD<b>");
  EXPECT_EQ(decode_as("\xA4<b>", "gb18030").text, "\uFFFD<b>");
  EXPECT_EQ(decode_as("\xE3\x81<b>", "utf-8").text, "\uFFFD<b>");
  EXPECT_EQ(decode_as("\x1B$B;\n<b>", "iso-2022-jp").text, "\uFFFD\n<b>");
}

TEST(Charsets, Others) {
  EXPECT_EQ(decode_text("\xD6\xD8\xD2\xAA\xCD\xA8\xD6\xAA", "gb2312").text, "重要通知");
  EXPECT_EQ(decode_text("\xAD\xAB\xAD\x6E\xB3\x71\xAA\xBE", "big5").text, "重要通知");
  EXPECT_EQ(decode_text("\xB1\xB9\xB9\xCE\xC0\xBA\xC7\xE0", "ks_c_5601-1987").text, "국민은행");
  EXPECT_EQ(decode_text("\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251").text, "Привет");
  EXPECT_EQ(decode_text("\xF0\xD2\xC9\xD7\xC5\xD4", "koi8-r").text, "Привет");
  EXPECT_EQ(decode_text("\x93quoted\x94 \x80", "iso-8859-1").text, "“quoted” €");
  EXPECT_EQ(decode_text("\x93\x81\x94", "us-ascii").text, "“\u0081”");
  EXPECT_EQ(decode_text("+XHF1MFkqkM4-", "utf-7").text, "山田太郎");
}

TEST(Charsets, Utf7GivesTextOnlyNeverBytesOfAnotherKind) {
  EXPECT_EQ(decode_text("+ADw-script+AD4-", "utf-7").text, "<script>");
  EXPECT_TRUE(is_valid_utf8(decode_text("+2AA-x+3AA-", "utf-7").text));
}

TEST(Charsets, MislabelledTextIsReadByItsBytes) {
  for (const std::string_view label :
       {"iso-8859-1", "us-ascii", "iso-2022-jp", "shift_jis", "euc-jp", "gb2312", "koi8-r", "utf-7"}) {
    const DecodedText decoded = decode_text(notice, label);
    EXPECT_EQ(decoded.text, notice) << label;
    EXPECT_EQ(decoded.charset, "utf-8") << label;
  }
  EXPECT_EQ(decode_text(notice_sjis, "utf-8").text, notice);
  EXPECT_EQ(decode_text(notice_sjis, "iso-2022-jp").text, notice);
  EXPECT_EQ(decode_text(notice_sjis, "iso-8859-1").text, notice);
  EXPECT_EQ(decode_text(notice_euc, "utf-8").text, notice);
  EXPECT_EQ(decode_text(notice_euc, "shift_jis").text, notice);
  EXPECT_EQ(decode_text(notice_jis, "utf-8").text, notice);
  EXPECT_EQ(decode_text(notice_jis, "us-ascii").text, notice);
}

TEST(Charsets, MissingLabel) {
  EXPECT_EQ(decode_text(notice_sjis, "").charset, "shift_jis");
  EXPECT_EQ(decode_text(notice_euc, "").charset, "euc-jp");
  EXPECT_EQ(decode_text(notice_jis, "").charset, "iso-2022-jp");
  EXPECT_EQ(decode_text("caf\xE9 d\xE9j\xE0 vu", "").text, "café déjà vu");
  EXPECT_EQ(decode_text("caf\xE9 d\xE9j\xE0 vu", "utf-8").text, "café déjà vu");
  EXPECT_EQ(decode_text("plain", "").charset, "utf-8");
}

TEST(Charsets, RightLabelsAreBelieved) {
  EXPECT_EQ(decode_text("d\xE9j\xE0 vu, caf\xE9s", "iso-8859-1").charset, "windows-1252");
  EXPECT_EQ(decode_text("\xC3\xA9 \xE9", "windows-1252").text, "Ã© é");
  // One broken character does not make UTF-8 something else.
  const DecodedText broken = decode_text(std::string(notice) + "\xE3\x81 x", "utf-8");
  EXPECT_EQ(broken.charset, "utf-8");
  EXPECT_EQ(broken.text, std::string(notice) + "\uFFFD x");
}

TEST(Charsets, UnknownLabel) {
  const DecodedText decoded = decode_text("caf\xE9", "x-made-up");
  EXPECT_TRUE(decoded.unknown_label);
  EXPECT_EQ(decoded.charset, "windows-1252");
  EXPECT_FALSE(decode_text("cafe", "x-made-up").unknown_label);
}

TEST(TextParts, ByteOrderMarks) {
  EXPECT_EQ(decode_text_part("\xEF\xBB\xBF\xE5\xB1\xB1", "text/plain", "iso-8859-1").text, "山");
  EXPECT_EQ(decode_text_part("\xFF\xFE\x71\x5C"sv, "text/plain", "").text, "山");
  EXPECT_EQ(decode_text_part("\xFE\xFF\x5C\x71"sv, "text/plain", "utf-8").text, "山");
}

TEST(TextParts, MetaElementWhereTheHeaderIsSilent) {
  const std::string html =
      "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\"></head>\xCF\xF0";
  EXPECT_EQ(decode_text_part(html, "text/html", "").charset, "windows-1251");
  EXPECT_EQ(decode_text_part(html, "text/html", "koi8-r").charset, "koi8-r");
  EXPECT_EQ(decode_text_part(html, "text/plain", "").charset, "windows-1252");
  EXPECT_EQ(decode_text_part("<META CHARSET='koi8-r'>\xCF\xF0", "text/html", "").charset, "koi8-r");
  EXPECT_EQ(decode_text_part("<meta charset=utf-16>abc", "text/html", "").text, "<meta charset=utf-16>abc");
}

TEST(TextParts, FormatFlowed) {
  EXPECT_EQ(unflowed("one \ntwo\nthree\n", false), "one two\nthree\n");
  EXPECT_EQ(unflowed("\u65E5\u672C \n\u8A9E\n", true), "\u65E5\u672C\u8A9E\n");
  EXPECT_EQ(unflowed("> a \n> b\nc\n", false), "> a b\nc\n");
  EXPECT_EQ(unflowed(" stuffed\n-- \nsig\n", false), "stuffed\n-- \nsig\n");
}

}  // namespace
}  // namespace mekiki::message
