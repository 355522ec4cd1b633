#include "message/encoded_word_reader.h"

#include <algorithm>

namespace mekiki::message {
namespace {

constexpr std::size_t longest_charset = 64;
constexpr auto npos = std::string_view::npos;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool is_charset_char(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 32 && byte < 127 && c != '?' && c != '=' && c != '<' && c != '>' && c != '"' && c != ',';
}

std::size_t skip_spaces(std::string_view text, std::size_t position) {
  while (position < text.size() && is_space(text[position])) ++position;
  return position;
}

std::size_t base64_prefix(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '+' || c == '/' ||
           c == '=' || is_space(c);
  });
  return static_cast<std::size_t>(end - text.begin());
}

// Reads "=?charset?B?" at `position`; `end` is where the encoded text starts. White space around the parts is
// tolerated.
std::optional<EncodedWord> prefix_at(std::string_view text, std::size_t position) {
  std::size_t at = skip_spaces(text, position + 2);
  const std::size_t charset_start = at;
  while (at < text.size() && at - charset_start < longest_charset && is_charset_char(text[at])) ++at;
  EncodedWord word;
  word.charset = text.substr(charset_start, at - charset_start);
  at = skip_spaces(text, at);
  if (word.charset.empty() || at >= text.size() || text[at] != '?') return std::nullopt;
  at = skip_spaces(text, at + 1);
  if (at >= text.size()) return std::nullopt;
  const char encoding = static_cast<char>(text[at] | 0x20);
  if (encoding != 'b' && encoding != 'q') return std::nullopt;
  word.base64 = encoding == 'b';
  at = skip_spaces(text, at + 1);
  if (at >= text.size() || text[at] != '?') return std::nullopt;
  word.end = at + 1;
  return word;
}

}  // namespace

std::optional<EncodedWord> EncodedWordReader::read(std::size_t position) {
  std::optional<EncodedWord> word = prefix_at(text_, position);
  if (!word) return std::nullopt;
  const std::size_t at = word->end;
  const std::size_t next_word = starts_.from(at);
  std::size_t end = ends_.from(at);
  // "=?=" is padding and the end, not the start of the next word.
  const bool complete = end != npos && (next_word >= end || next_word + 1 == end);
  if (complete && (!word->base64 || base64_prefix(text_.substr(at, end - at)) == end - at)) {
    word->text = text_.substr(at, end - at);
    // "?=?": one equals sign serves as the end of this word and the start of the next.
    const bool shared = text_.substr(end, 3) == "?=?" && prefix_at(text_, end + 1).has_value();
    word->end = end + (shared ? 1 : 2);
    word->complete = true;
    return word;
  }
  // Without an end the text stops before white space or the next word.
  end = std::min({complete ? end : npos, spaces_.from(at), next_word, text_.size()});
  word->text = text_.substr(at, end - at);
  if (word->base64) word->text = word->text.substr(0, base64_prefix(word->text));
  word->end = at + word->text.size();
  if (word->end < text_.size() && text_[word->end] == '?') ++word->end;
  return word;
}

}  // namespace mekiki::message
