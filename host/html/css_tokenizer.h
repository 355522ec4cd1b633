// CSS Syntax Module Level 3, section 4: tokens of a style sheet or a style attribute. Linear.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "base/span.h"

namespace mekiki::html {

struct CssToken {
  enum class Kind : std::uint8_t {
    end,
    white_space,  // and comments
    ident,
    function,  // the name; '(' is part of the token
    at_keyword,
    hash,
    string,
    url,  // quoted or not
    number,
    percentage,
    dimension,     // text is the unit
    comment_mark,  // "<!--" and "-->"
    delim          // every other single character, brackets included
  };

  Kind kind = Kind::end;
  char delim = 0;
  float number = 0;
  std::string_view text;  // after escapes, in the case it was written in
  Span span;              // of the token; of a string or url: of what is inside

  [[nodiscard]] bool is(char c) const { return kind == Kind::delim && delim == c; }
  [[nodiscard]] bool is_word(std::string_view lower) const;
};

class CssTokenizer {
 public:
  explicit CssTokenizer(std::string_view css) : css_(css) {}

  // What a token views lives as long as the tokenizer.
  CssToken next();
  // The next token that is not white space.
  CssToken next_solid();

 private:
  bool skip_white_space();
  CssToken number();
  CssToken string(char quote);
  CssToken name_like();
  CssToken url();
  CssToken delimiter();
  std::string_view name();
  std::string_view escaped_name();
  void escape(std::string& out);
  [[nodiscard]] bool starts_number() const;
  [[nodiscard]] bool starts_name(std::size_t at) const;
  [[nodiscard]] bool valid_escape(std::size_t at) const;
  [[nodiscard]] char peek(std::size_t ahead = 0) const;

  std::string_view css_;
  std::size_t position_ = 0;
  std::deque<std::string> unescaped_;
};

}  // namespace mekiki::html
