#include "html/css_tokenizer.h"

#include <algorithm>

#include "base/utf8.h"
#include "html/characters.h"

namespace mekiki::html {
namespace {

constexpr float largest_number = 1e7F;

bool is_name_start(char c) { return is_ascii_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_name(char c) { return is_name_start(c) || is_ascii_digit(c) || c == '-'; }
bool is_newline(char c) { return c == '\n' || c == '\r' || c == '\f'; }

int hex_value(char c) {
  if (is_ascii_digit(c)) return c - '0';
  const char letter = lower(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

}  // namespace

bool CssToken::is_word(std::string_view lower) const { return kind == Kind::ident && ascii_iequals(text, lower); }

char CssTokenizer::peek(std::size_t ahead) const {
  return position_ + ahead < css_.size() ? css_[position_ + ahead] : '\0';
}

CssToken CssTokenizer::next_solid() {
  for (;;) {
    const CssToken token = next();
    if (token.kind != CssToken::Kind::white_space) return token;
  }
}

CssToken CssTokenizer::next() {
  const std::size_t start = position_;
  CssToken token;
  if (skip_white_space()) {
    token.kind = CssToken::Kind::white_space;
  } else if (position_ >= css_.size()) {
    token.kind = CssToken::Kind::end;
  } else if (const char c = peek(); c == '"' || c == '\'') {
    return string(c);
  } else if (starts_number()) {
    token = number();
  } else if (css_.substr(position_).starts_with("<!--") || css_.substr(position_).starts_with("-->")) {
    position_ += c == '<' ? 4 : 3;
    token.kind = CssToken::Kind::comment_mark;
  } else if (starts_name(position_)) {
    token = name_like();
    if (token.kind == CssToken::Kind::url) return token;
  } else {
    token = delimiter();
  }
  token.span = {start, position_};
  return token;
}

bool CssTokenizer::skip_white_space() {
  const std::size_t start = position_;
  for (;;) {
    while (position_ < css_.size() && is_white_space(css_[position_])) ++position_;
    if (peek() != '/' || peek(1) != '*') return position_ > start;
    const std::size_t end = css_.find("*/", position_ + 2);
    position_ = end == std::string_view::npos ? css_.size() : end + 2;
  }
}

bool CssTokenizer::valid_escape(std::size_t at) const {
  return at + 1 < css_.size() && css_[at] == '\\' && !is_newline(css_[at + 1]);
}

bool CssTokenizer::starts_name(std::size_t at) const {
  if (at >= css_.size()) return false;
  if (css_[at] != '-') return is_name_start(css_[at]) || valid_escape(at);
  if (at + 1 >= css_.size()) return false;
  return css_[at + 1] == '-' || is_name_start(css_[at + 1]) || valid_escape(at + 1);
}

bool CssTokenizer::starts_number() const {
  const std::size_t sign = peek() == '+' || peek() == '-' ? 1 : 0;
  if (is_ascii_digit(peek(sign))) return true;
  return peek(sign) == '.' && is_ascii_digit(peek(sign + 1));
}

CssToken CssTokenizer::number() {
  CssToken token;
  const bool negative = peek() == '-';
  if (negative || peek() == '+') ++position_;
  float value = 0;
  for (; is_ascii_digit(peek()); ++position_) {
    value = std::min(value * 10 + static_cast<float>(peek() - '0'), largest_number);
  }
  if (peek() == '.' && is_ascii_digit(peek(1))) {
    ++position_;
    float place = 1;
    for (; is_ascii_digit(peek()); ++position_) {
      place /= 10;
      value += place * static_cast<float>(peek() - '0');
    }
  }
  token.number = negative ? -value : value;
  if (peek() == '%') {
    ++position_;
    token.kind = CssToken::Kind::percentage;
  } else if (starts_name(position_)) {
    token.kind = CssToken::Kind::dimension;
    token.text = name();
  } else {
    token.kind = CssToken::Kind::number;
  }
  return token;
}

// Up to the quote, or to the end of the line if it is missing.
CssToken CssTokenizer::string(char quote) {
  CssToken token;
  token.kind = CssToken::Kind::string;
  const std::size_t start = ++position_;
  std::size_t end = start;
  bool plain = true;
  while (end < css_.size() && css_[end] != quote && !is_newline(css_[end])) {
    plain = plain && css_[end] != '\\';
    end += css_[end] == '\\' && end + 1 < css_.size() ? 2 : 1;
  }
  end = std::min(end, css_.size());
  token.span = {start, end};
  token.text = css_.substr(start, end - start);
  if (!plain) {
    std::string& out = unescaped_.emplace_back();
    while (position_ < end) {
      if (css_[position_] != '\\') {
        out += css_[position_++];
      } else if (valid_escape(position_)) {
        escape(out);
      } else {
        position_ += 2;  // an escaped line feed is nothing
      }
    }
    token.text = out;
  }
  position_ = end < css_.size() && css_[end] == quote ? end + 1 : end;
  return token;
}

// Position: on the backslash of a valid escape.
void CssTokenizer::escape(std::string& out) {
  constexpr int max_digits = 6;
  ++position_;
  char32_t code_point = 0;
  int digits = 0;
  for (; digits < max_digits && hex_value(peek()) >= 0 && position_ < css_.size(); ++digits, ++position_) {
    code_point = code_point * 16 + static_cast<char32_t>(hex_value(peek()));
  }
  if (digits == 0) {
    append_utf8(out, next_code_point(css_, position_));
    return;
  }
  if (peek() == '\r' && peek(1) == '\n') ++position_;
  if (position_ < css_.size() && is_white_space(peek())) ++position_;
  append_utf8(out, code_point == 0 ? char32_t{0xFFFD} : code_point);
}

std::string_view CssTokenizer::name() {
  const std::size_t start = position_;
  while (position_ < css_.size() && is_name(css_[position_])) ++position_;
  if (!valid_escape(position_)) return css_.substr(start, position_ - start);
  position_ = start;
  return escaped_name();
}

std::string_view CssTokenizer::escaped_name() {
  std::string& out = unescaped_.emplace_back();
  while (position_ < css_.size()) {
    if (is_name(css_[position_])) {
      out += css_[position_++];
    } else if (valid_escape(position_)) {
      escape(out);
    } else {
      break;
    }
  }
  return out;
}

CssToken CssTokenizer::name_like() {
  CssToken token;
  token.kind = CssToken::Kind::ident;
  token.text = name();
  if (peek() != '(') return token;
  ++position_;
  token.kind = CssToken::Kind::function;
  return ascii_iequals(token.text, "url") ? url() : token;
}

// Position: after "url(".
CssToken CssTokenizer::url() {
  while (position_ < css_.size() && is_white_space(css_[position_])) ++position_;
  CssToken token;
  if (const char c = peek(); c == '"' || c == '\'') {
    token = string(c);
  } else {
    const std::size_t start = position_;
    std::string* out = nullptr;
    while (position_ < css_.size() && css_[position_] != ')' && !is_white_space(css_[position_])) {
      if (valid_escape(position_)) {
        if (out == nullptr) out = &unescaped_.emplace_back(css_.substr(start, position_ - start));
        escape(*out);
      } else {
        if (out != nullptr) *out += css_[position_];
        ++position_;
      }
    }
    token.span = {start, position_};
    token.text = out != nullptr ? std::string_view(*out) : css_.substr(start, position_ - start);
  }
  token.kind = CssToken::Kind::url;
  while (position_ < css_.size() && is_white_space(css_[position_])) ++position_;
  if (peek() == ')') ++position_;
  return token;
}

CssToken CssTokenizer::delimiter() {
  CssToken token;
  const char c = css_[position_++];
  if (c == '#' && position_ < css_.size() && (is_name(css_[position_]) || valid_escape(position_))) {
    token.kind = CssToken::Kind::hash;
    token.text = name();
  } else if (c == '@' && starts_name(position_)) {
    token.kind = CssToken::Kind::at_keyword;
    token.text = name();
  } else {
    token.kind = CssToken::Kind::delim;
    token.delim = c;
  }
  return token;
}

}  // namespace mekiki::html
