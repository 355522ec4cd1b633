#include "message/charset_table.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "base/utf8.h"

namespace mekiki::message {
namespace {

using enum CharsetKind;

// Encoding standard, section 4.2, with the labels that mail programs use beside it. As there, the ISO 8859-1 and
// ASCII labels mean windows-1252, gb2312 means gb18030 and ks_c_5601 means the Unified Hangul Code.
constexpr auto table = std::to_array<Charset>({
    {"utf-8", utf_8, "",
     "utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf-8n utf8mb4 utf-8mb4 cp65001"},
    {"windows-1252", windows_1252, "",
     "us-ascii ascii ansi_x3.4-1968 ansi_x3.4-1986 iso646-us us iso-8859-1 iso8859-1 iso88591 iso_8859-1 "
     "iso_8859-1:1987 iso-ir-100 latin1 latin-1 l1 cp1252 x-cp1252 cp819 ibm819 windows1252 win-1252 csisolatin1 7bit "
     "8bit "
     "ansi x-ansi iso-8859-1-windows-3.1-latin-1 csascii"},
    {"shift_jis", double_byte, "CP932",
     "shift-jis sjis x-sjis csshiftjis ms_kanji ms932 cp932 cp943 windows-31j windows-932 x-ms-cp932 mskanji "
     "cswindows31j "
     "shift_jisx0213 shift_jis-2004"},
    {"iso-2022-jp", iso_2022_jp, "",
     "iso2022jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-3 iso-2022-jp-2004 iso-2022-jp-ms csiso2022jp csiso2022jp2 "
     "cp50220 "
     "cp50221 cp50222 jis jis7 jis_encoding x-iso-2022-jp iso_2022-jp"},
    {"euc-jp", CharsetKind::euc_jp, "",
     "eucjp x-euc-jp x-eucjp cseucpkdfmtjapanese eucjp-ms euc-jp-ms eucjp-win eucjp-open cp51932 ujis euc_jp "
     "euc-jisx0213 "
     "x-euc"},
    {"gb18030", double_byte, "GB18030",
     "gb2312 gb_2312 gb_2312-80 gb-2312 gbk x-gbk cp936 ms936 windows-936 chinese csgb2312 csiso58gb231280 euc-cn "
     "euccn "
     "x-euc-cn gb18030-2000 gb18030-2022 iso-ir-58 gb"},
    {"big5", double_byte, "BIG5-HKSCS",
     "big5-hkscs big5hkscs cn-big5 csbig5 x-x-big5 cp950 big-5 big5-eten windows-950"},
    {"euc-kr", double_byte, "UHC",
     "euckr ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 ksc_5601 ks-c-5601 cp949 ms949 uhc korean windows-949 "
     "cseuckr csksc56011987 iso-ir-149 x-windows-949"},
    {"iso-2022-kr", seven_bit, "ISO-2022-KR", "csiso2022kr"},
    {"iso-2022-cn", seven_bit, "ISO-2022-CN", "csiso2022cn iso-2022-cn-ext"},
    {"utf-7", seven_bit, "UTF-7", "utf7 unicode-1-1-utf-7 x-unicode-2-0-utf-7"},
    {"utf-16le", utf_16, "UTF-16LE", "utf-16 utf16 utf16le unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff"},
    {"utf-16be", utf_16, "UTF-16BE", "utf16be unicodefffe"},
    {"windows-1250", single_byte, "CP1250", "cp1250 x-cp1250 win-1250"},
    {"windows-1251", single_byte, "CP1251", "cp1251 x-cp1251 win-1251 windows1251"},
    {"windows-1253", single_byte, "CP1253", "cp1253 x-cp1253"},
    {"windows-1254", single_byte, "CP1254",
     "cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 latin5 l5 csisolatin5 iso-ir-148"},
    {"windows-1255", single_byte, "CP1255", "cp1255 x-cp1255"},
    {"windows-1256", single_byte, "CP1256", "cp1256 x-cp1256"},
    {"windows-1257", single_byte, "CP1257", "cp1257 x-cp1257"},
    {"windows-1258", single_byte, "CP1258", "cp1258 x-cp1258"},
    {"windows-874", single_byte, "CP874", "cp874 ibm874 tis-620 tis620 dos-874 iso-8859-11 iso8859-11 iso885911"},
    {"iso-8859-2", single_byte, "ISO-8859-2",
     "iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 latin2 l2 csisolatin2 iso-ir-101"},
    {"iso-8859-3", single_byte, "ISO-8859-3", "iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 latin3 l3 csisolatin3"},
    {"iso-8859-4", single_byte, "ISO-8859-4", "iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 latin4 l4 csisolatin4"},
    {"iso-8859-5", single_byte, "ISO-8859-5",
     "iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 cyrillic csisolatincyrillic"},
    {"iso-8859-6", single_byte, "ISO-8859-6",
     "iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 arabic iso-8859-6-e iso-8859-6-i csisolatinarabic ecma-114 "
     "asmo-708"},
    {"iso-8859-7", single_byte, "ISO-8859-7",
     "iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 greek greek8 csisolatingreek"},
    {"iso-8859-8", single_byte, "ISO-8859-8",
     "iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 hebrew iso-8859-8-i iso-8859-8-e csisolatinhebrew visual logical"},
    {"iso-8859-10", single_byte, "ISO-8859-10", "iso8859-10 iso885910 latin6 l6 csisolatin6"},
    {"iso-8859-13", single_byte, "ISO-8859-13", "iso8859-13 iso885913"},
    {"iso-8859-14", single_byte, "ISO-8859-14", "iso8859-14 iso885914"},
    {"iso-8859-15", single_byte, "ISO-8859-15", "iso8859-15 iso885915 iso_8859-15 latin9 latin-9 l9 csisolatin9"},
    {"iso-8859-16", single_byte, "ISO-8859-16", "iso8859-16 iso885916"},
    {"koi8-r", single_byte, "KOI8-R", "koi8 koi8r koi8_r koi cskoi8r"},
    {"koi8-u", single_byte, "KOI8-U", "koi8-ru koi8u"},
    {"macintosh", single_byte, "MACINTOSH", "mac x-mac-roman macroman csmacintosh"},
    {"ibm866", single_byte, "CP866", "cp866 866 csibm866"},
    {"ibm437", single_byte, "CP437", "cp437 437 cspc8codepage437"},
    {"ibm850", single_byte, "CP850", "cp850 850 cspc850multilingual"},
    {"ibm852", single_byte, "CP852", "cp852 852"},
});

using Index = std::unordered_map<std::string_view, const Charset*>;

Index make_index() {
  Index index;
  for (const Charset& charset : table) {
    index.emplace(charset.name, &charset);
    for (std::string_view rest = charset.labels; !rest.empty();) {
      const std::size_t blank = std::min(rest.find(' '), rest.size());
      if (blank > 0) index.emplace(rest.substr(0, blank), &charset);
      rest.remove_prefix(std::min(blank + 1, rest.size()));
    }
  }
  return index;
}

}  // namespace

std::span<const Charset> charset_table() { return table; }

const Charset* find_charset(std::string_view label) {
  static const Index index = make_index();
  constexpr std::size_t longest_label = 64;
  label = trim_ascii(label);
  if (label.empty() || label.size() > longest_label) return nullptr;
  const auto found = index.find(ascii_lower(label));
  return found == index.end() ? nullptr : found->second;
}

}  // namespace mekiki::message
