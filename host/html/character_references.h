// Character references, HTML standard section 13.2.5.72 to 13.2.5.80.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mekiki::html {

struct CharacterReference {
  std::size_t length = 0;  // bytes in the source from '&' on; 0: the '&' is only an '&'
  char32_t first = 0;
  char32_t second = 0;  // a few names stand for two code points; 0: none
};

// Precondition: text starts with '&'. Looks at no more than the longest name, or the digits.
CharacterReference character_reference(std::string_view text, bool in_attribute);

void append(std::string& out, const CharacterReference& reference);

}  // namespace mekiki::html
