// Where a script ends, HTML standard sections 13.2.5.4 and 13.2.5.15 to 13.2.5.31: "</script" does not count
// between "<!-- <script" and "</script".
#include "html/characters.h"
#include "html/tokenizer.h"

namespace mekiki::html {
namespace {

enum class Escape { none, escaped, double_escaped };

// Whether "script" and what ends a name stands at `position`.
bool is_script_name(std::string_view source, std::size_t position) {
  constexpr std::string_view name = "script";
  const std::size_t after = position + name.size();
  if (after >= source.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (lower(source[position + i]) != name[i]) return false;
  }
  return is_white_space(source[after]) || source[after] == '/' || source[after] == '>';
}

}  // namespace

std::size_t Tokenizer::end_of_script() const {
  Escape escape = Escape::none;
  std::size_t dashes = 0;  // directly before the position
  for (std::size_t i = position_; i < source_.size();) {
    const char c = source_[i];
    if (c == '-') {
      ++dashes;
      ++i;
      continue;
    }
    if (c == '>' && dashes >= 2) escape = Escape::none;
    dashes = 0;
    if (c != '<') {
      ++i;
      continue;
    }
    if (escape != Escape::double_escaped && is_end_tag(i)) return i;
    if (escape == Escape::none && source_.substr(i, 4) == "<!--") {
      escape = Escape::escaped;
      dashes = 2;
      i += 4;
    } else if (escape == Escape::escaped && is_script_name(source_, i + 1)) {
      escape = Escape::double_escaped;
      ++i;
    } else if (escape == Escape::double_escaped && i + 1 < source_.size() && source_[i + 1] == '/' &&
               is_script_name(source_, i + 2)) {
      escape = Escape::escaped;
      ++i;
    } else {
      ++i;
    }
  }
  return source_.size();
}

}  // namespace mekiki::html
