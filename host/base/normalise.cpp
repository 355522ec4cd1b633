#include "base/normalise.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/utf8.h"

namespace mekiki {
namespace {

// A run of marks longer than this is broken up (UAX 15 section 13, Stream-Safe Text Format, takes 30): canonical
// ordering costs the square of its length.
constexpr std::size_t segment_units = 64;
// The longest NFKC_Casefold mapping of one code point is 18 units (U+FDFA).
constexpr std::size_t mapped_units = segment_units * 18;

const UNormalizer2* nfkc_casefold() {
  static const UNormalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* found = unorm2_getNFKCCasefoldInstance(&status);
    return U_SUCCESS(status) ? found : nullptr;
  }();
  return instance;
}

// Characters that NFKC_Casefold leaves alone and that never join what stands before them.
bool is_settled(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FE) ||
         (c >= 0x3001 && c <= 0x301B) || c == 0xFFFD;
}

bool is_white_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || c == 0x2800;  // the empty Braille cell is drawn as a blank
}

bool is_ignorable(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool starts_segment(char32_t c) {
  return is_settled(c) || nfkc_casefold() == nullptr ||
         unorm2_hasBoundaryBefore(nfkc_casefold(), static_cast<UChar32>(c)) != 0;
}

// Spacing voicing marks, typed after a kana, are meant as the combining ones.
char32_t voicing_mark(char32_t c) {
  if (c == 0x309B) return 0x3099;
  return c == 0x309C ? 0x309A : c;
}

char32_t to_hiragana(char32_t c) { return (c >= 0x30A1 && c <= 0x30F6) || c == 0x30FD || c == 0x30FE ? c - 0x60 : c; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool is_plain_ascii(char c) { return c > ' ' && c < 0x7F; }

// Where the output goes; Map says whether origins are kept.
template <bool Map>
class Output {
 public:
  explicit Output(std::size_t size) {
    result_.text.reserve(size);
    if constexpr (Map) result_.origin.reserve(size + 1);
  }

  void white_space(std::size_t from) {
    if (!blank_ && !result_.text.empty()) {
      blank_ = true;
      blank_from_ = from;
    }
  }

  void code_point(char32_t c, std::size_t from) {
    settle_blank();
    const std::size_t before = result_.text.size();
    append_utf8(result_.text, to_hiragana(c));
    if constexpr (Map) result_.origin.insert(result_.origin.end(), result_.text.size() - before, offset(from));
  }

  void plain_ascii(std::string_view run, std::size_t from) {
    settle_blank();
    const std::size_t before = result_.text.size();
    result_.text.resize(before + run.size());
    std::transform(run.begin(), run.end(), result_.text.begin() + static_cast<std::ptrdiff_t>(before), lower);
    if constexpr (Map) {
      result_.origin.resize(before + run.size());
      for (std::size_t i = 0; i < run.size(); ++i) result_.origin[before + i] = offset(from + i);
    }
  }

  NormalisedText finish(std::size_t end) {
    if constexpr (Map) result_.origin.push_back(offset(blank_ ? blank_from_ : end));
    return std::move(result_);
  }

 private:
  static std::uint32_t offset(std::size_t position) { return static_cast<std::uint32_t>(position); }

  void settle_blank() {
    if (!blank_) return;
    blank_ = false;
    result_.text += ' ';
    if constexpr (Map) result_.origin.push_back(offset(blank_from_));
  }

  NormalisedText result_;
  bool blank_ = false;
  std::size_t blank_from_ = 0;
};

// Code points that normalise together: none of them has a boundary before it except the first.
template <bool Map>
class Segment {
 public:
  explicit Segment(Output<Map>& out) : out_(out) {}

  void add(char32_t c, std::size_t from) {
    if (size_ > 0 && (starts_segment(c) || size_ + 2 > segment_units)) flush();
    if (size_ == 0) {
      from_ = from;
      first_ = c;
      count_ = 0;
    }
    ++count_;
    if (c > 0xFFFF) {
      units_[size_++] = U16_LEAD(c);
      units_[size_++] = U16_TRAIL(c);
    } else {
      units_[size_++] = static_cast<UChar>(c);
    }
  }

  void flush() {
    if (size_ == 0) return;
    if (count_ == 1 && (is_settled(first_) || first_ < 0x80)) {
      out_.code_point(first_ < 0x80 ? static_cast<unsigned char>(lower(static_cast<char>(first_))) : first_, from_);
    } else {
      normalise_units();
    }
    size_ = 0;
  }

 private:
  void normalise_units() {
    std::array<UChar, mapped_units> mapped;
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length =
        nfkc_casefold() == nullptr ? 0
                                   : unorm2_normalize(nfkc_casefold(), units_.data(), static_cast<std::int32_t>(size_),
                                                      mapped.data(), static_cast<std::int32_t>(mapped.size()), &status);
    if (U_FAILURE(status)) return;
    for (std::int32_t i = 0; i < length;) {
      UChar32 c = 0;
      U16_NEXT(mapped, i, length, c);
      if (is_white_space(static_cast<char32_t>(c))) {
        out_.white_space(from_);
      } else {
        out_.code_point(static_cast<char32_t>(c), from_);
      }
    }
  }

  Output<Map>& out_;
  std::array<UChar, segment_units> units_{};
  std::size_t size_ = 0;   // units
  std::size_t count_ = 0;  // code points
  std::size_t from_ = 0;
  char32_t first_ = 0;
};

template <bool Map>
NormalisedText run(std::string_view utf8) {
  Output<Map> out(utf8.size());
  Segment<Map> segment(out);
  std::size_t end = 0;  // of what was kept
  for (std::size_t position = 0; position < utf8.size();) {
    const std::size_t from = position;
    if (is_plain_ascii(utf8[position])) {
      segment.flush();
      while (position < utf8.size() && is_plain_ascii(utf8[position])) ++position;
      // The last one may be joined by a mark that follows.
      const bool joined = position < utf8.size() && static_cast<unsigned char>(utf8[position]) >= 0x80;
      const std::size_t plain = position - (joined ? 1 : 0);
      if (plain > from) out.plain_ascii(utf8.substr(from, plain - from), from);
      if (joined) segment.add(static_cast<unsigned char>(utf8[plain]), plain);
      end = position;
      continue;
    }
    const char32_t c = next_code_point(utf8, position);
    if (is_settled(c)) {
      segment.add(c, from);
    } else if (is_white_space(c)) {
      segment.flush();
      out.white_space(from);
      continue;
    } else if (c >= 0x80 && is_ignorable(c)) {
      continue;
    } else {
      segment.add(voicing_mark(c), from);
    }
    end = position;
  }
  segment.flush();
  return out.finish(end);
}

}  // namespace

Span NormalisedText::source(Span range) const {
  std::size_t end = range.end;
  // A range that ends inside what one source character gave takes that character in.
  if (end > range.start) {
    while (end < text.size() && origin[end] == origin[end - 1]) ++end;
  }
  return {origin[range.start], origin[end]};
}

NormalisedText normalise(std::string_view utf8) { return run<true>(utf8); }

std::string normalised(std::string_view utf8) { return std::move(run<false>(utf8).text); }

void warm_up_normaliser() {
  // A letter with a mark, a half-width kana, a symbol: composition, decomposition and properties are all touched.
  static_cast<void>(normalised("\xC3\x84\xEF\xBD\xB6\xEF\xBE\x9E\xE3\x8D\xBF\xE2\x80\x8B\xE3\x80\x80"));
}

}  // namespace mekiki
