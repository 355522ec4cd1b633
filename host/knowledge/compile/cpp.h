// Writing the generated C++ source.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::knowledge {

// `"..."sv` in ASCII only: other bytes as octal escapes, which unlike hexadecimal ones end after three digits.
std::string cpp_literal(std::string_view text);

// All strings of the generated tables, each kept once, in chunks that any compiler takes as one literal.
class TextPool {
 public:
  // Initialisers for Text and for TextList.
  std::string add(const std::string& text);
  std::string add(const std::vector<std::string>& list);

  // Definitions of text_chunks and text_lists.
  [[nodiscard]] std::string definitions() const;

 private:
  struct Chunk {
    std::string literal;  // adjacent string literals
    std::size_t bytes = 0;
  };

  std::vector<Chunk> chunks_;
  std::map<std::string, std::string> texts_;  // to its initialiser
  std::vector<std::string> lists_;
  std::map<std::vector<std::string>, std::size_t> list_starts_;
};

}  // namespace mekiki::knowledge
