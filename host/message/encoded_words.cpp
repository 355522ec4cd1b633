#include "message/encoded_words.h"

#include <algorithm>
#include <optional>

#include "base/base64.h"
#include "base/utf8.h"
#include "message/charsets.h"
#include "message/encoded_word_reader.h"
#include "message/header_fields.h"

namespace mekiki::message {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// RFC 2047 section 4.2. Raw spaces stay, a lone "=" stays.
std::string decode_q(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_') {
      out += ' ';
    } else if (text[i] == '=' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// RFC 2231 section 5: "charset*language".
std::string_view without_language(std::string_view charset) { return charset.substr(0, charset.find('*')); }

// Neighbouring words of one charset: their bytes, gathered until the charset changes or other text comes.
class Run {
 public:
  Run(std::string& out, DecodingNotes& notes) : out_(out), notes_(notes) {}

  void add(const EncodedWord& word) {
    const std::string charset = ascii_lower(without_language(word.charset));
    if (charset != charset_) flush();
    charset_ = charset;
    if (word.base64) {
      base64_ += word.text;
      // A word whose length is no multiple of four goes on in the next one.
      if (word.text.size() % 4 == 0 || word.text.ends_with('=')) flush_base64();
    } else {
      flush_base64();
      bytes_ += decode_q(word.text);
    }
  }

  void flush() {
    flush_base64();
    if (!bytes_.empty()) {
      DecodedText decoded = decode_text(bytes_, charset_);
      if (decoded.unknown_label) notes_.unknown(charset_);
      std::replace(decoded.text.begin(), decoded.text.end(), '\n', ' ');
      std::replace(decoded.text.begin(), decoded.text.end(), '\r', ' ');
      out_ += decoded.text;
    }
    bytes_.clear();
    charset_.clear();
  }

 private:
  void flush_base64() {
    bytes_ += base64_decode_lenient(base64_);
    base64_.clear();
  }

  std::string& out_;
  DecodingNotes& notes_;
  std::string charset_;
  std::string bytes_;
  std::string base64_;
};

void replace_nul(std::string& text) {
  std::size_t at = text.find('\0');
  if (at == std::string::npos) return;
  std::string out;
  std::size_t from = 0;
  for (; at != std::string::npos; at = text.find('\0', from)) {
    out.append(text, from, at - from);
    out += "\xEF\xBF\xBD";
    from = at + 1;
  }
  out.append(text, from);
  text = std::move(out);
}

}  // namespace

void DecodingNotes::unknown(std::string_view label) {
  constexpr std::size_t at_most = 20;
  constexpr std::size_t label_bytes = 40;
  std::string name = ascii_lower(cut_on_character(label, label_bytes));
  if (unknown_charsets.size() < at_most &&
      std::find(unknown_charsets.begin(), unknown_charsets.end(), name) == unknown_charsets.end())
    unknown_charsets.push_back(std::move(name));
}

std::string unfolded_utf8(std::string_view raw_value, std::string_view charset_hint, DecodingNotes& notes) {
  std::string value = unfold(raw_value);
  const bool plain = std::all_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && byte != 0 && byte != 0x1B;
  });
  if (plain) return value;
  if (!is_valid_utf8(value) || value.find('\x1B') != std::string::npos) {
    // Raw bytes are not what the hint was written for: the bytes themselves come first.
    const std::string_view detected = detect_charset(value);
    DecodedText decoded = detected.empty() ? decode_text(value, charset_hint) : decode_as(value, detected);
    if (decoded.unknown_label) notes.unknown(charset_hint);
    value = std::move(decoded.text);
  }
  replace_nul(value);
  return value;
}

std::string decode_words(std::string_view utf8, DecodingNotes& notes) {
  EncodedWordReader words(utf8);
  std::size_t start = words.next_start(0);
  if (start == npos) return std::string(utf8);
  std::string out;
  Run run(out, notes);
  std::size_t plain_from = 0;
  bool after_word = false;
  while (start != npos) {
    const std::optional<EncodedWord> word = words.read(start);
    if (!word) {
      start = words.next_start(start + 2);
      continue;
    }
    const std::string_view between = utf8.substr(plain_from, start - plain_from);
    // RFC 2047 section 6.2: white space between encoded words is not part of the text.
    if (!after_word || !std::all_of(between.begin(), between.end(), is_space)) {
      run.flush();
      out += between;
    }
    run.add(*word);
    after_word = true;
    plain_from = word->end;
    start = words.next_start(word->end);
  }
  run.flush();
  out += utf8.substr(plain_from);
  replace_nul(out);
  return out;
}

}  // namespace mekiki::message
