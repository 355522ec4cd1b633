// Tags and their attributes, HTML standard sections 13.2.5.6 to 13.2.5.8 and 13.2.5.32 to 13.2.5.40.
#include <algorithm>
#include <functional>

#include "html/characters.h"
#include "html/tokenizer.h"

namespace mekiki::html {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// So few names are compared one by one.
constexpr std::size_t few_attributes = 8;

bool ends_name(char c) { return is_white_space(c) || c == '/' || c == '>'; }

}  // namespace

// Precondition: opens_markup().
bool Tokenizer::markup(Token& token) {
  const std::size_t start = position_;
  const char c = source_[start + 1];
  token.span.start = start;
  if (c == '!') return declaration(token);
  if (c == '?') {
    position_ = start + 1;
    return bogus_comment(token, start);
  }
  if (c != '/') {
    position_ = start + 1;
    return tag(token, Token::Kind::start_tag);
  }
  position_ = start + 2;
  if (is_ascii_letter(source_[position_])) return tag(token, Token::Kind::end_tag);
  if (!at('>')) return bogus_comment(token, start);
  ++position_;  // "</>" is nothing
  return false;
}

bool Tokenizer::tag(Token& token, Token::Kind kind) {
  const Span name{position_,
                  static_cast<std::size_t>(
                      std::find_if(source_.begin() + static_cast<std::ptrdiff_t>(position_), source_.end(), ends_name) -
                      source_.begin())};
  position_ = name.end;
  token.kind = kind;
  token.self_closing = false;
  token.attributes.clear();
  token.text = lower_name(name);
  ++stamp_;
  // A tag that the end of the source cuts short is none.
  if (!attributes(token)) return false;
  token.span.end = position_;
  return true;
}

// Up to and with the '>'; false if there is none.
bool Tokenizer::attributes(Token& token) {
  for (;;) {
    skip_white_space();
    if (at_end()) return false;
    if (at('>')) {
      ++position_;
      return true;
    }
    if (at('/')) {
      ++position_;
      token.self_closing = at('>');
      continue;
    }
    if (!attribute(token)) return false;
  }
}

bool Tokenizer::attribute(Token& token) {
  Attribute attribute;
  attribute.name_span = {position_, position_ + 1};  // the first character may even be '='
  std::size_t& end = attribute.name_span.end;
  while (end < source_.size() && !ends_name(source_[end]) && source_[end] != '=') ++end;
  position_ = end;
  attribute.value_span = {end, end};
  skip_white_space();
  if (at('=')) {
    ++position_;
    if (!attribute_value(attribute)) return false;
  }
  attribute.name = lower_name(attribute.name_span);
  add_attribute(token, attribute);
  return true;
}

bool Tokenizer::attribute_value(Attribute& attribute) {
  skip_white_space();
  if (at_end()) return false;
  const char quote = source_[position_];
  if (quote == '"' || quote == '\'') {
    const std::size_t end = source_.find(quote, position_ + 1);
    if (end == std::string_view::npos) {
      position_ = source_.size();
      return false;
    }
    attribute.value_span = {position_ + 1, end};
    position_ = end + 1;
  } else {
    std::size_t end = position_;
    while (end < source_.size() && source_[end] != '>' && !is_white_space(source_[end])) ++end;
    attribute.value_span = {position_, end};
    position_ = end;
  }
  attribute.value = attribute_text(attribute.value_span);
  return true;
}

void Tokenizer::add_attribute(Token& token, const Attribute& attribute) {
  if (token.kind == Token::Kind::end_tag) return;
  if (token.attributes.size() >= limits::html_attributes) {
    attributes_cut_ = true;
  } else if (!seen_before(token, attribute.name)) {
    token.attributes.push_back(attribute);
  }
}

// Remembers the name for the next call.
bool Tokenizer::seen_before(const Token& token, std::string_view name) {
  const std::size_t count = token.attributes.size();
  if (count < few_attributes) return token.attribute(name) != nullptr;
  const auto slot_of = [this](std::string_view wanted) {
    return std::hash<std::string_view>{}(wanted) % names_.size();
  };
  const auto free_slot = [&](std::string_view wanted, bool& found) {
    std::size_t slot = slot_of(wanted);
    for (; names_[slot].stamp == stamp_; slot = (slot + 1) % names_.size()) {
      if (token.attributes[names_[slot].index].name == wanted) {
        found = true;
        break;
      }
    }
    return slot;
  };
  bool found = false;
  if (count == few_attributes && names_[slot_of(token.attributes[0].name)].stamp != stamp_) {
    for (std::size_t i = 0; i < count; ++i) {
      names_[free_slot(token.attributes[i].name, found)] = {.stamp = stamp_, .index = static_cast<std::uint16_t>(i)};
    }
  }
  found = false;
  const std::size_t slot = free_slot(name, found);
  if (!found) names_[slot] = {.stamp = stamp_, .index = static_cast<std::uint16_t>(count)};
  return found;
}

void Tokenizer::skip_white_space() {
  while (!at_end() && is_white_space(source_[position_])) ++position_;
}

std::string_view Tokenizer::lower_name(Span span) {
  const std::string_view raw = source_.substr(span.start, span.size());
  const auto differs = [](char c) { return c == '\0' || lower(c) != c; };
  if (std::none_of(raw.begin(), raw.end(), differs)) return raw;
  std::string& name = fresh();
  for (const char c : raw) {
    if (c == '\0') {
      name += replacement;
    } else {
      name += lower(c);
    }
  }
  return name;
}

std::string_view Tokenizer::attribute_text(Span span) {
  const std::string_view raw = source_.substr(span.start, span.size());
  const auto special = std::find_if(raw.begin(), raw.end(), [](char c) { return c == '&' || c == '\r' || c == '\0'; });
  if (special == raw.end()) return raw;
  auto from = static_cast<std::size_t>(special - raw.begin());
  std::string& text = fresh();
  text.append(raw.substr(0, from));
  while (from < raw.size()) {
    const char c = raw[from];
    const CharacterReference found = c == '&' ? character_reference(raw.substr(from), true) : CharacterReference{};
    if (found.length > 0) {
      append(text, found);
      from += found.length;
      continue;
    }
    ++from;
    if (c == '\0') {
      text += replacement;
    } else if (c != '\r') {
      text += c;
    } else if (from >= raw.size() || raw[from] != '\n') {
      text += '\n';
    }
  }
  return text;
}

}  // namespace mekiki::html
