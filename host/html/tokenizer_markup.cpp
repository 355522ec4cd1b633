// Comments, doctypes and CDATA sections, HTML standard sections 13.2.5.41 to 13.2.5.71.
#include <algorithm>

#include "base/utf8.h"
#include "html/characters.h"
#include "html/tokenizer.h"

namespace mekiki::html {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

}  // namespace

// "<!" and what follows, section 13.2.5.42.
bool Tokenizer::declaration(Token& token) {
  const std::size_t start = position_;
  const std::string_view rest = source_.substr(start + 2);
  constexpr std::string_view doctype_word = "doctype";
  constexpr std::string_view cdata_word = "[CDATA[";
  if (rest.starts_with("--")) {
    position_ = start + 4;
    return comment(token);
  }
  if (ascii_iequals(rest.substr(0, doctype_word.size()), doctype_word)) {
    position_ = start + 2 + doctype_word.size();
    return doctype(token);
  }
  position_ = start + 2;
  if (!cdata_allowed_ || !rest.starts_with(cdata_word)) return bogus_comment(token, start);
  position_ += cdata_word.size();
  set_content(Content::cdata);
  return false;
}

bool Tokenizer::comment_token(Token& token, Span data, std::size_t end) {
  token.kind = Token::Kind::comment;
  token.text = cleaned(data);
  position_ = end;
  token.span.end = end;
  return true;
}

// Sections 13.2.5.43 to 13.2.5.52. Position: after "<!--".
bool Tokenizer::comment(Token& token) {
  const std::size_t start = position_;
  const std::string_view rest = source_.substr(start);
  if (rest.starts_with(">")) return comment_token(token, {start, start}, start + 1);
  if (rest.starts_with("->")) return comment_token(token, {start, start}, start + 2);
  for (std::size_t at = source_.find("--", start); at != std::string_view::npos; at = source_.find("--", at + 1)) {
    const std::string_view end = source_.substr(at + 2, 2);
    if (end.starts_with('>')) return comment_token(token, {start, at}, at + 3);
    if (end == "!>") return comment_token(token, {start, at}, at + 4);
  }
  // The source ends first: what had begun to look like the end is not data.
  std::size_t end = source_.size();
  for (const std::string_view suffix : {"--!", "--", "-"}) {
    if (rest.ends_with(suffix)) {
      end -= suffix.size();
      break;
    }
  }
  return comment_token(token, {start, end}, source_.size());
}

bool Tokenizer::bogus_comment(Token& token, std::size_t start) {
  token.span.start = start;
  const std::size_t data = position_;
  const std::size_t end = std::min(source_.find('>', data), source_.size());
  return comment_token(token, {data, end}, std::min(end + 1, source_.size()));
}

std::string_view Tokenizer::cleaned(Span span) {
  const std::string_view raw = source_.substr(span.start, span.size());
  if (raw.find('\r') == std::string_view::npos && raw.find('\0') == std::string_view::npos) return raw;
  std::string& text = fresh();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\0') {
      text += replacement;
    } else if (raw[i] != '\r') {
      text += raw[i];
    } else if (i + 1 >= raw.size() || raw[i + 1] != '\n') {
      text += '\n';
    }
  }
  return text;
}

// Sections 13.2.5.53 to 13.2.5.68. Position: after "<!doctype".
bool Tokenizer::doctype(Token& token) {
  token.kind = Token::Kind::doctype;
  token.text = {};
  token.has_name = false;
  token.force_quirks = false;
  token.public_identifier.reset();
  token.system_identifier.reset();
  skip_white_space();
  const std::size_t start = position_;
  while (!at_end() && !at('>') && !is_white_space(source_[position_])) ++position_;
  if (position_ > start) {
    token.has_name = true;
    token.text = lower_name({start, position_});
  } else {
    token.force_quirks = true;
  }
  skip_white_space();
  if (at_end()) {
    token.force_quirks = true;
  } else if (!at('>')) {
    doctype_rest(token);
  }
  doctype_skip();
  token.span.end = position_;
  return true;
}

// After the name: PUBLIC and SYSTEM with their identifiers.
void Tokenizer::doctype_rest(Token& token) {
  constexpr std::size_t keyword_size = 6;
  const std::string_view keyword = source_.substr(position_, keyword_size);
  const bool is_public = ascii_iequals(keyword, "public");
  if (!is_public && !ascii_iequals(keyword, "system")) {
    token.force_quirks = true;
    return;
  }
  position_ += keyword_size;
  if (is_public) {
    if (!doctype_identifier(token, token.public_identifier)) return;
    skip_white_space();
    if (at('>')) return;  // the system identifier may be missing
  }
  if (!doctype_identifier(token, token.system_identifier)) return;
  skip_white_space();
  if (at_end()) token.force_quirks = true;
}

// False if the doctype ends here, broken.
bool Tokenizer::doctype_identifier(Token& token, std::optional<std::string_view>& identifier) {
  skip_white_space();
  token.force_quirks = true;
  if (!at('"') && !at('\'')) return false;
  const char quote = source_[position_++];
  const std::size_t start = position_;
  while (!at_end() && !at('>') && !at(quote)) ++position_;
  identifier = cleaned({start, position_});
  if (!at(quote)) return false;
  ++position_;
  token.force_quirks = false;
  return true;
}

void Tokenizer::doctype_skip() {
  const std::size_t end = source_.find('>', position_);
  position_ = end == std::string_view::npos ? source_.size() : end + 1;
}

}  // namespace mekiki::html
