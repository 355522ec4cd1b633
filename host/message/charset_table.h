// The one list of charsets: nothing outside it is ever handed to iconv.
#pragma once

#include <span>
#include <string_view>

namespace mekiki::message {

enum class CharsetKind {
  utf_8,
  windows_1252,  // by our own table: the fallback must not depend on anything
  single_byte,   // iconv; every byte stands for itself
  double_byte,   // iconv; ASCII and sequences of two to four bytes
  euc_jp,        // taken to code page 932 by our own arithmetic
  iso_2022_jp,   // likewise
  utf_16,
  seven_bit,  // iconv; ASCII bytes with shifts (utf-7, iso-2022-kr, ...)
};

struct Charset {
  std::string_view name;  // canonical
  CharsetKind kind = CharsetKind::single_byte;
  std::string_view iconv;   // for iconv_open; empty where iconv is not used
  std::string_view labels;  // other labels, lower case, separated by blanks
};

std::span<const Charset> charset_table();
// By canonical name or label, any case; nullptr if there is none.
const Charset* find_charset(std::string_view label);

}  // namespace mekiki::message
