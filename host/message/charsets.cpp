#include "message/charsets.h"

#include <algorithm>

#include "base/utf8.h"
#include "message/charset_conversion.h"
#include "message/charset_table.h"

namespace mekiki::message {
namespace {

constexpr std::size_t sample_bytes = 32u << 10;  // enough to tell a charset by

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool has_jis_escape(std::string_view bytes) {
  return bytes.find("\x1B$") != std::string_view::npos || bytes.find("\x1B(I") != std::string_view::npos;
}

unsigned byte_at(std::string_view bytes, std::size_t position) {
  return position < bytes.size() ? static_cast<unsigned char>(bytes[position]) : 0u;
}

// How well the bytes read as one charset. `kana` and `common` are among `units`.
struct Fit {
  std::size_t units = 0;  // characters outside ASCII
  std::size_t errors = 0;
  std::size_t kana = 0;    // hiragana and full-width katakana
  std::size_t common = 0;  // kana, punctuation and the everyday half of the ideographs or syllables
  [[nodiscard]] bool clean() const { return units > 0 && errors == 0; }
  [[nodiscard]] bool common_share_at_least(std::size_t percent) const { return common * 100 >= units * percent; }
  [[nodiscard]] bool kana_share_at_least(std::size_t percent) const { return kana * 100 >= units * percent; }
};

// Counts the character at `i` and returns its length in bytes.
using Step = std::size_t (*)(std::string_view, std::size_t, Fit&);

Fit fit(std::string_view bytes, Step step) {
  Fit result;
  for (std::size_t i = 0; i < bytes.size();) {
    if (byte_at(bytes, i) < 0x80) {
      ++i;
      continue;
    }
    ++result.units;
    i += step(bytes, i, result);
  }
  return result;
}

void count(Fit& result, bool kana, bool common) {
  result.kana += kana ? 1 : 0;
  result.common += kana || common ? 1 : 0;
}

std::size_t shift_jis_step(std::string_view bytes, std::size_t i, Fit& result) {
  const unsigned a = byte_at(bytes, i);
  const unsigned b = byte_at(bytes, i + 1);
  if (a >= 0xA1 && a <= 0xDF) return 1;  // half-width katakana: legal, but no sign of Japanese
  if (a == 0x80 || a == 0xA0 || a > 0xFC || b < 0x40 || b == 0x7F || b > 0xFC) {
    ++result.errors;
    return 1;
  }
  count(result, (a == 0x82 && b >= 0x9F && b <= 0xF1) || (a == 0x83 && b <= 0x96),
        a <= 0x82 || (a >= 0x88 && a <= 0x98));
  return 2;
}

std::size_t euc_jp_step(std::string_view bytes, std::size_t i, Fit& result) {
  const unsigned a = byte_at(bytes, i);
  const unsigned b = byte_at(bytes, i + 1);
  if (a == 0x8E && b >= 0xA1 && b <= 0xDF) return 2;
  if (a == 0x8F && b >= 0xA1 && byte_at(bytes, i + 2) >= 0xA1) return 3;
  if (a < 0xA1 || a == 0xFF || b < 0xA1 || b == 0xFF) {
    ++result.errors;
    return 1;
  }
  count(result, a == 0xA4 || a == 0xA5, a == 0xA1 || a == 0xA3 || (a >= 0xB0 && a <= 0xCF));
  return 2;
}

std::size_t gb18030_step(std::string_view bytes, std::size_t i, Fit& result) {
  const unsigned a = byte_at(bytes, i);
  const unsigned b = byte_at(bytes, i + 1);
  if (a == 0x80 || a == 0xFF || b < 0x30 || (b > 0x39 && b < 0x40) || b == 0x7F || b == 0xFF) {
    ++result.errors;
    return 1;
  }
  if (b <= 0x39) return 4;
  count(result, false, b >= 0xA1 && ((a >= 0xA1 && a <= 0xA3) || (a >= 0xB0 && a <= 0xD7)));
  return 2;
}

std::size_t big5_step(std::string_view bytes, std::size_t i, Fit& result) {
  const unsigned a = byte_at(bytes, i);
  const unsigned b = byte_at(bytes, i + 1);
  if (a < 0x87 || a == 0xFF || b < 0x40 || (b > 0x7E && b < 0xA1) || b == 0xFF) {
    ++result.errors;
    return 1;
  }
  count(result, false, a >= 0xA1 && a <= 0xC6);
  return 2;
}

std::size_t euc_kr_step(std::string_view bytes, std::size_t i, Fit& result) {
  const unsigned a = byte_at(bytes, i);
  const unsigned b = byte_at(bytes, i + 1);
  if (a == 0x80 || a == 0xFF || b < 0x41 || b == 0xFF) {
    ++result.errors;
    return 1;
  }
  count(result, false, b >= 0xA1 && (a == 0xA1 || a == 0xA3 || (a >= 0xB0 && a <= 0xC8)));
  return 2;
}

// Words of a Western language have single letters above ASCII between ASCII letters.
bool looks_single_byte(std::string_view bytes) {
  std::size_t lone = 0;
  std::size_t high = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (byte_at(bytes, i) < 0x80) continue;
    ++high;
    if ((i == 0 || byte_at(bytes, i - 1) < 0x80) && byte_at(bytes, i + 1) < 0x80) ++lone;
  }
  return lone * 2 > high;
}

std::string_view detect_japanese(std::string_view sample, bool single_byte) {
  const Fit shift_jis = fit(sample, shift_jis_step);
  const Fit euc_jp = fit(sample, euc_jp_step);
  if (euc_jp.clean() && euc_jp.kana_share_at_least(15)) return "euc-jp";
  if (shift_jis.clean() && shift_jis.kana_share_at_least(15) && shift_jis.common_share_at_least(60)) return "shift_jis";
  if (single_byte) return {};
  if (shift_jis.clean() && shift_jis.common_share_at_least(95) && !euc_jp.clean()) return "shift_jis";
  return {};
}

// Nearly all of EUC-JP is also legal Shift_JIS, as a jumble of half-width katakana.
bool reads_better_as_euc_jp(std::string_view sample) {
  const Fit euc_jp = fit(sample, euc_jp_step);
  return euc_jp.clean() && euc_jp.kana_share_at_least(15) && !fit(sample, shift_jis_step).common_share_at_least(40);
}

// The whole sequence of a character may be cut at the end of the sample.
std::string_view whole_characters(std::string_view bytes) {
  for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
    const unsigned byte = byte_at(bytes, bytes.size() - back);
    if (byte < 0x80) break;
    if (byte >= 0xC0)
      return back < (byte >= 0xF0 ? 4u : byte >= 0xE0 ? 3u : 2u) ? bytes.substr(0, bytes.size() - back) : bytes;
  }
  return bytes;
}

bool is_utf8_text(std::string_view bytes) {
  const std::string_view whole = whole_characters(bytes);
  return !is_ascii(whole) && is_valid_utf8(whole);
}

DecodedText decode_by(const Charset& charset, std::string_view bytes) {
  DecodedText decoded;
  decoded.charset = charset.name;
  decoded.errors = convert(charset, bytes, decoded.text);
  return decoded;
}

// What to read instead of a label that the bytes contradict; "" to keep the label.
std::string_view better_than(const Charset& charset, std::string_view bytes, std::size_t errors) {
  const std::string_view sample = bytes.substr(0, sample_bytes);
  switch (charset.kind) {
    case CharsetKind::utf_8:
      if (errors == 0) return is_ascii(sample) && has_jis_escape(sample) ? "iso-2022-jp" : std::string_view{};
      break;
    case CharsetKind::windows_1252:
    case CharsetKind::single_byte: {
      if (is_utf8_text(bytes)) return "utf-8";
      if (is_ascii(sample) && has_jis_escape(sample)) return "iso-2022-jp";
      return charset.kind == CharsetKind::windows_1252 ? detect_japanese(sample, looks_single_byte(sample))
                                                       : std::string_view{};
    }
    case CharsetKind::utf_16:
    case CharsetKind::seven_bit:
      return is_utf8_text(bytes) ? "utf-8" : std::string_view{};
    default:
      if (charset.name == "shift_jis" && reads_better_as_euc_jp(sample)) return "euc-jp";
      if (errors == 0 && !(charset.kind == CharsetKind::iso_2022_jp && !is_ascii(bytes))) return {};
  }
  return detect_charset(bytes);
}

}  // namespace

std::string_view canonical_charset(std::string_view label) {
  const Charset* charset = find_charset(label);
  return charset == nullptr ? std::string_view{} : charset->name;
}

DecodedText decode_as(std::string_view bytes, std::string_view canonical) {
  const Charset* charset = find_charset(canonical);
  return decode_by(charset == nullptr ? *find_charset("windows-1252") : *charset, bytes);
}

std::string_view detect_charset(std::string_view bytes) {
  if (is_ascii(bytes)) return has_jis_escape(bytes) ? "iso-2022-jp" : "utf-8";
  if (is_utf8_text(bytes)) return "utf-8";
  const std::string_view sample = bytes.substr(0, sample_bytes);
  const bool single_byte = looks_single_byte(sample);
  if (const std::string_view japanese = detect_japanese(sample, single_byte); !japanese.empty()) return japanese;
  if (single_byte) return "windows-1252";
  const Fit euc_kr = fit(sample, euc_kr_step);
  if (euc_kr.clean() && euc_kr.units >= 2 && euc_kr.common_share_at_least(95)) return "euc-kr";
  const Fit euc_jp = fit(sample, euc_jp_step);
  const Fit gb18030 = fit(sample, gb18030_step);
  const Fit big5 = fit(sample, big5_step);
  if (gb18030.clean() && gb18030.units >= 2 && gb18030.common_share_at_least(90) && gb18030.common >= big5.common)
    return "gb18030";
  if (big5.clean() && big5.units >= 2 && big5.common_share_at_least(80)) return "big5";
  if (euc_jp.clean() && euc_jp.units >= 2 && euc_jp.common_share_at_least(80)) return "euc-jp";
  if (gb18030.clean() && gb18030.units >= 2 && gb18030.common_share_at_least(70)) return "gb18030";
  return {};
}

DecodedText decode_text(std::string_view bytes, std::string_view label) {
  const Charset* charset = find_charset(label);
  if (charset == nullptr) {
    const std::string_view detected = detect_charset(bytes);
    DecodedText decoded = decode_as(bytes, detected.empty() ? "windows-1252" : detected);
    decoded.unknown_label = !trim_ascii(label).empty() && !is_ascii(bytes);
    return decoded;
  }
  DecodedText decoded = decode_by(*charset, bytes);
  const std::string_view other = better_than(*charset, bytes, decoded.errors);
  if (other.empty() || other == charset->name) return decoded;
  DecodedText second = decode_as(bytes, other);
  const bool better = second.errors < decoded.errors || (decoded.errors == 0 && second.errors == 0);
  return better ? second : decoded;
}

void warm_up_charsets() {
  for (const Charset& charset : charset_table()) {
    open_converter(charset);
    std::string out;
    convert(charset, "A", out);
  }
}

}  // namespace mekiki::message
