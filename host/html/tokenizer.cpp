#include "html/tokenizer.h"

#include <algorithm>

#include "html/characters.h"

namespace mekiki::html {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view cdata_end = "]]>";

// The next of the bytes that end or interrupt a stretch of text.
std::size_t find_special(std::string_view source, std::size_t from, std::size_t end) {
  while (from < end) {
    const char c = source[from];
    if (c == '<' || c == '&' || c == '\r' || c == '\0') return from;
    ++from;
  }
  return end;
}

}  // namespace

const Attribute* Token::attribute(std::string_view name) const {
  const auto found =
      std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& each) { return each.name == name; });
  return found == attributes.end() ? nullptr : &*found;
}

bool Tokenizer::next(Token& token) {
  scratch_used_ = 0;
  for (;;) {
    if (content_ != Content::data) {
      if (raw(token)) return true;
      continue;
    }
    if (at_end()) return false;
    if (data(token)) return true;
  }
}

void Tokenizer::set_content(Content content, std::string_view end_tag) {
  content_ = content;
  end_tag_ = end_tag;
  content_end_ = end_of_content();
}

std::string& Tokenizer::fresh() {
  if (scratch_used_ == scratch_.size()) scratch_.emplace_back();
  std::string& string = scratch_[scratch_used_++];
  string.clear();
  return string;
}

bool Tokenizer::verbatim(Token& token, std::size_t start, std::size_t end) const {
  if (start == end) return false;
  token.kind = Token::Kind::text;
  token.span = {start, end};
  token.text = source_.substr(start, end - start);
  token.verbatim = true;
  return true;
}

bool Tokenizer::decoded(Token& token, std::string_view text, std::size_t length) {
  token.kind = Token::Kind::text;
  token.span = {position_, position_ + length};
  token.text = text;
  token.verbatim = false;
  position_ += length;
  return true;
}

bool Tokenizer::referenced(Token& token, const CharacterReference& found) {
  std::string& text = fresh();
  append(text, found);
  return decoded(token, text, found.length);
}

// Section 13.2.5.6: whether the '<' at the position is more than a character.
bool Tokenizer::opens_markup() const {
  if (position_ + 1 >= source_.size()) return false;
  const char c = source_[position_ + 1];
  if (is_ascii_letter(c) || c == '!' || c == '?') return true;
  return c == '/' && position_ + 2 < source_.size();
}

bool Tokenizer::data(Token& token) {
  const std::size_t start = position_;
  for (;;) {
    position_ = find_special(source_, position_, source_.size());
    if (at_end()) return verbatim(token, start, position_);
    const char c = source_[position_];
    if (c == '<' && opens_markup()) return verbatim(token, start, position_) || markup(token);
    if (c == '&') {
      const CharacterReference found = character_reference(source_.substr(position_), false);
      if (found.length > 0) return verbatim(token, start, position_) || referenced(token, found);
    } else if (c == '\r') {
      // "\r\n" is the one line feed that follows; "\r" alone becomes one.
      if (verbatim(token, start, position_)) return true;
      if (position_ + 1 >= source_.size() || source_[position_ + 1] != '\n') return decoded(token, "\n", 1);
      ++position_;
      return false;
    }
    ++position_;
  }
}

bool Tokenizer::raw(Token& token) {
  const std::size_t start = position_;
  for (;;) {
    position_ = find_special(source_, position_, content_end_);
    if (position_ == content_end_) {
      const bool section = content_ == Content::cdata;
      content_ = Content::data;
      const bool made = verbatim(token, start, position_);
      if (section && !at_end()) position_ += cdata_end.size();
      return made;
    }
    const char c = source_[position_];
    if (c == '\0' && content_ != Content::cdata) {
      return verbatim(token, start, position_) || decoded(token, replacement, 1);
    }
    if (c == '\r') {
      if (verbatim(token, start, position_)) return true;
      if (position_ + 1 >= content_end_ || source_[position_ + 1] != '\n') return decoded(token, "\n", 1);
      ++position_;
      return false;
    }
    if (c == '&' && content_ == Content::rcdata) {
      const CharacterReference found = character_reference(source_.substr(position_), false);
      if (found.length > 0) return verbatim(token, start, position_) || referenced(token, found);
    }
    ++position_;
  }
}

std::size_t Tokenizer::end_of_content() const {
  switch (content_) {
    case Content::rcdata:
    case Content::rawtext:
      return find_end_tag(position_);
    case Content::script_data:
      return end_of_script();
    case Content::cdata:
      return std::min(source_.find(cdata_end, position_), source_.size());
    case Content::data:
    case Content::plaintext:
      break;
  }
  return source_.size();
}

std::size_t Tokenizer::find_end_tag(std::size_t from) const {
  for (;;) {
    from = source_.find('<', from);
    if (from == std::string_view::npos) return source_.size();
    if (is_end_tag(from)) return from;
    ++from;
  }
}

// Whether the '<' at `position` opens an appropriate end tag (section 13.2.5): "</", the name, and what ends a name.
bool Tokenizer::is_end_tag(std::size_t position) const {
  const std::size_t name = position + 2;
  const std::size_t after = name + end_tag_.size();
  if (end_tag_.empty() || after >= source_.size() || source_[position + 1] != '/') return false;
  for (std::size_t i = 0; i < end_tag_.size(); ++i) {
    if (lower(source_[name + i]) != end_tag_[i]) return false;
  }
  return is_white_space(source_[after]) || source_[after] == '/' || source_[after] == '>';
}

}  // namespace mekiki::html
