#include "base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace mekiki {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr std::string_view replacement_utf8 = "\xEF\xBF\xBD";
constexpr std::string_view ellipsis_utf8 = "\xE2\x80\xA6";

unsigned byte_at(std::string_view text, std::size_t position) { return static_cast<unsigned char>(text[position]); }

bool is_ascii_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

struct Lead {
  unsigned length = 0;  // of the whole sequence; 0: not a lead byte
  unsigned low = 0x80;  // bounds of the second byte
  unsigned high = 0xBF;
};

// Encoding standard, section 8.1.1 (UTF-8 decoder).
Lead lead_of(unsigned byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {.length = 2};
  if (byte == 0xE0) return {.length = 3, .low = 0xA0};
  if (byte == 0xED) return {.length = 3, .high = 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {.length = 3};
  if (byte == 0xF0) return {.length = 4, .low = 0x90};
  if (byte == 0xF4) return {.length = 4, .high = 0x8F};
  if (byte >= 0xF1 && byte <= 0xF3) return {.length = 4};
  return {};
}

struct Sequence {
  char32_t code_point = replacement;
  unsigned length = 1;  // of the sequence, or of the maximal invalid subpart
  bool valid = false;
};

// Precondition: `position` is inside, the byte there is not ASCII.
Sequence sequence_at(std::string_view text, std::size_t position) {
  const unsigned first = byte_at(text, position);
  const Lead lead = lead_of(first);
  if (lead.length == 0) return {};
  char32_t code_point = first & (0xFFu >> (lead.length + 1));
  for (unsigned i = 1; i < lead.length; ++i) {
    if (position + i >= text.size()) return {.length = i};
    const unsigned byte = byte_at(text, position + i);
    if (byte < (i == 1 ? lead.low : 0x80u) || byte > (i == 1 ? lead.high : 0xBFu)) return {.length = i};
    code_point = (code_point << 6) | (byte & 0x3F);
  }
  return {.code_point = code_point, .length = lead.length, .valid = true};
}

std::size_t skip_ascii(std::string_view text, std::size_t position) {
  constexpr std::uint64_t high_bits = 0x8080808080808080u;
  while (text.size() - position >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + position, sizeof word);
    if ((word & high_bits) != 0) break;
    position += sizeof word;
  }
  while (position < text.size() && byte_at(text, position) < 0x80) ++position;
  return position;
}

// The first position from `position` on that is not valid UTF-8, or the end.
std::size_t valid_until(std::string_view text, std::size_t position) {
  for (;;) {
    position = skip_ascii(text, position);
    if (position == text.size()) return position;
    const Sequence sequence = sequence_at(text, position);
    if (!sequence.valid) return position;
    position += sequence.length;
  }
}

}  // namespace

std::string to_valid_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  std::size_t position = 0;
  for (;;) {
    const std::size_t end = valid_until(bytes, position);
    out.append(bytes.substr(position, end - position));
    if (end == bytes.size()) return out;
    out += replacement_utf8;
    position = end + sequence_at(bytes, end).length;
  }
}

bool is_valid_utf8(std::string_view bytes) { return valid_until(bytes, 0) == bytes.size(); }

char32_t next_code_point(std::string_view utf8, std::size_t& position) {
  const unsigned first = byte_at(utf8, position);
  if (first < 0x80) {
    ++position;
    return first;
  }
  const Sequence sequence = sequence_at(utf8, position);
  position += sequence.valid ? sequence.length : 1;
  return sequence.code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto trail = [&](unsigned shift) { return static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | (code_point >> 6));
    out += trail(0);
  } else if ((code_point >= 0xD800 && code_point <= 0xDFFF) || code_point > 0x10FFFF) {
    out += replacement_utf8;
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | (code_point >> 12));
    out += trail(6);
    out += trail(0);
  } else {
    out += static_cast<char>(0xF0 | (code_point >> 18));
    out += trail(12);
    out += trail(6);
    out += trail(0);
  }
}

std::string_view cut_on_character(std::string_view utf8, std::size_t bytes) {
  if (utf8.size() <= bytes) return utf8;
  std::size_t end = bytes;
  // A character has at most three continuation bytes; more of them is not UTF-8 and may be cut anywhere.
  while (end > 0 && bytes - end < 3 && (byte_at(utf8, end) & 0xC0) == 0x80) --end;
  if ((byte_at(utf8, end) & 0xC0) == 0x80) end = bytes;
  return utf8.substr(0, end);
}

std::string shorten(std::string_view utf8, std::size_t bytes) {
  if (utf8.size() <= bytes) return std::string(utf8);
  if (bytes < ellipsis_utf8.size()) return std::string(cut_on_character(utf8, bytes));
  std::string out(cut_on_character(utf8, bytes - ellipsis_utf8.size()));
  return out += ellipsis_utf8;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool ascii_iequals(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim_ascii(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace mekiki
