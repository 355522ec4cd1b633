// Writing the generated C++ source: one array of strings that everything points into.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::knowledge {

// `"..."sv` in ASCII only: other bytes as octal escapes, which unlike hexadecimal ones end after three digits.
std::string cpp_literal(std::string_view text);

// Lists of strings, laid one after the other in `constexpr std::string_view strings[]`.
class StringLists {
 public:
  // An initialiser for std::span<const std::string_view>.
  std::string add(const std::vector<std::string>& list);
  [[nodiscard]] std::string definition() const;

 private:
  std::vector<std::string> strings_;
  std::map<std::vector<std::string>, std::size_t> starts_;
};

}  // namespace mekiki::knowledge
