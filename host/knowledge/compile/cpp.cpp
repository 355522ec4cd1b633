#include "knowledge/compile/cpp.h"

namespace mekiki::knowledge {

std::string cpp_literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || c == '?' || byte < 0x20 || byte > 0x7e) {
      out += '\\';
      out += static_cast<char>('0' + (byte >> 6));
      out += static_cast<char>('0' + ((byte >> 3) & 7));
      out += static_cast<char>('0' + (byte & 7));
    } else {
      out += c;
    }
  }
  return out + "\"sv";
}

std::string StringLists::add(const std::vector<std::string>& list) {
  if (list.empty()) return "{}";
  const auto [found, added] = starts_.emplace(list, strings_.size());
  if (added) strings_.insert(strings_.end(), list.begin(), list.end());
  return "{strings + " + std::to_string(found->second) + ", " + std::to_string(list.size()) + "}";
}

std::string StringLists::definition() const {
  std::string out = "constexpr std::string_view strings[] = {\n";
  for (const std::string& text : strings_) out += cpp_literal(text) + ",\n";
  return out + "};\n";
}

}  // namespace mekiki::knowledge
