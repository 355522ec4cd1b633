// The words of a trace field (RFC 5321 section 4.4), comments and bracketed forms kept whole.
#pragma once

#include <string_view>
#include <vector>

namespace mekiki::message {

struct TraceToken {
  enum class Kind { word, bracket, angle, comment, semicolon };
  Kind kind = Kind::word;
  std::string_view text;  // without the delimiters
  std::size_t start = 0;  // offset of the token in the text
  std::size_t end = 0;

  [[nodiscard]] bool is(Kind other) const { return kind == other; }
};

// At most a few hundred tokens; the rest is left out. Linear time whatever the nesting.
std::vector<TraceToken> trace_tokens(std::string_view text);

}  // namespace mekiki::message
