// UTS #39 on ICU, and what its data misses for names written to deceive: ICU keeps i, l and the palochka apart, does
// not fold case or width, and knows the pairs "rn" = "m" but not "vv" = "w" or "cl" = "d".
#include "names/confusables.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <memory>

#include "base/utf8.h"
#include "names/ascii.h"

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

std::string uts39_skeleton(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc_casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) return ascii_lower(utf8);
  const icu::UnicodeString folded = nfkc_casefold->normalize(from_utf8(utf8), status);
  if (U_FAILURE(status) || checker() == nullptr) return ascii_lower(utf8);
  icu::UnicodeString result;
  uspoof_getSkeletonUnicodeString(checker(), 0, folded, result, &status);
  return to_utf8(U_FAILURE(status) ? folded : result);
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

// U+0300 to U+036F: on a Latin letter a mark changes the reading, not the look at a glance. (The Japanese voicing
// marks are not among them: they make another letter.)
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
    if (is_combining_mark(utf8, i)) {
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
