// UTS #39 on ICU, and what its data misses in names written to deceive: ICU folds neither case nor width, keeps i, l
// and 0, o apart, and knows the pair "rn" = "m" but not "vv" = "w" or "cl" = "d".
#include "names/confusables.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <memory>

#include "base/utf8.h"
#include "names/ascii.h"
#include "names/confusable_letters.h"

namespace mekiki::names {
namespace {

struct CloseChecker {
  void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
};
using Checker = std::unique_ptr<USpoofChecker, CloseChecker>;

const USpoofChecker* checker() {
  static const Checker instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    Checker opened(uspoof_open(&status));
    if (U_FAILURE(status)) return Checker();
    uspoof_setChecks(opened.get(), USPOOF_RESTRICTION_LEVEL, &status);
    uspoof_setRestrictionLevel(opened.get(), USPOOF_HIGHLY_RESTRICTIVE);
    return U_FAILURE(status) ? Checker() : std::move(opened);
  }();
  return instance.get();
}

icu::UnicodeString from_utf8(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

icu::UnicodeString uts39(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString result;
  if (checker() != nullptr) uspoof_getSkeletonUnicodeString(checker(), 0, text, result, &status);
  return checker() != nullptr && U_SUCCESS(status) ? result : text;
}

// A capital can look like an ASCII capital while its small letter looks like none (Greek M, Cyrillic H): it is read
// before case is folded. Other letters stay.
void append_capital(icu::UnicodeString& out, UChar32 letter) {
  const icu::UnicodeString lookalike = uts39(icu::UnicodeString(letter));
  const bool is_ascii = lookalike.length() == 1 && lookalike[0] < 0x80;
  out.append(is_ascii ? u_tolower(lookalike[0]) : letter);
}

icu::UnicodeString capitals_read(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 letter = text.char32At(i);
    if (letter >= 0x80 && u_isUUppercase(letter) != 0) {
      append_capital(out, letter);
    } else {
      out.append(letter);
    }
  }
  return out;
}

icu::UnicodeString small_letters_read(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    out.append(static_cast<UChar32>(ascii_lookalike(static_cast<char32_t>(text.char32At(i)))));
  }
  return out;
}

std::string uts39_skeleton(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  const icu::Normalizer2* nfkc_casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) return ascii_lower(utf8);
  const icu::UnicodeString compatible = capitals_read(nfkc->normalize(from_utf8(utf8), status));
  const icu::UnicodeString folded = nfkc_casefold->normalize(compatible, status);
  if (U_FAILURE(status)) return ascii_lower(utf8);
  return to_utf8(uts39(small_letters_read(folded)));
}

// What the fast path may skip ICU for: lower-casing is all that happens to these (but for classes folded below).
bool is_plain(char c) { return ascii::is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == ' '; }

// One letter of a class stands for all; pairs that read as one letter become it.
void append_folded(std::string& out, char c) {
  const char before = out.empty() ? '\0' : out.back();
  switch (ascii::to_lower(c)) {
    case '0':
      out += 'o';
      return;
    case '1':
    case '|':
    case 'l':
      if (before == 'c') {
        out.back() = 'd';
      } else {
        out += 'i';
      }
      return;
    case 'n':
      if (before == 'r') {
        out.back() = 'm';
        return;
      }
      break;
    case 'v':
      if (before == 'v') {
        out.back() = 'w';
        return;
      }
      break;
    default:
      break;
  }
  out += ascii::to_lower(c);
}

// U+0300 to U+036F: on a Latin letter a mark changes the reading, not the look at a glance. On a kana it makes another
// letter (ICU gives the semi-voicing mark as one of these).
bool is_combining_mark(std::string_view utf8, std::size_t position) {
  if (utf8.size() - position < 2) return false;
  const auto first = static_cast<unsigned char>(utf8[position]);
  const auto second = static_cast<unsigned char>(utf8[position + 1]);
  return first == 0xCC || (first == 0xCD && second < 0xB0);
}

}  // namespace

std::string skeleton(std::string_view utf8) {
  std::string uts39;
  if (!std::ranges::all_of(utf8, is_plain)) {
    uts39 = uts39_skeleton(utf8);
    utf8 = uts39;
  }
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (!out.empty() && ascii::is_ascii(out.back()) && is_combining_mark(utf8, i)) {
      ++i;
    } else if (ascii::is_ascii(utf8[i])) {
      append_folded(out, utf8[i]);
    } else {
      out += utf8[i];
    }
  }
  return out;
}

bool mixes_scripts(std::string_view utf8_label) {
  if (std::ranges::all_of(utf8_label, ascii::is_ascii) || checker() == nullptr) return false;
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t failed = uspoof_checkUnicodeString(checker(), from_utf8(utf8_label), nullptr, &status);
  return U_SUCCESS(status) && (failed & USPOOF_RESTRICTION_LEVEL) != 0;
}

}  // namespace mekiki::names
