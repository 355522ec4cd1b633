#include "knowledge/compile/cpp.h"

namespace mekiki::knowledge {
namespace {

// Every compiler must take literals of this size ([implimits]), and positions fit into 16 bits.
constexpr std::size_t chunk_bytes = 60000;

std::string quoted(std::string_view text) {
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
  return out + '"';
}

}  // namespace

std::string cpp_literal(std::string_view text) { return quoted(text) + "sv"; }

std::string TextPool::add(const std::string& text) {
  const auto [found, added] = texts_.emplace(text, "{}");
  if (!added || text.empty()) return found->second;
  if (chunks_.empty() || chunks_.back().bytes + text.size() > chunk_bytes) chunks_.emplace_back();
  Chunk& chunk = chunks_.back();
  found->second = '{' + std::to_string(chunks_.size() - 1) + ',' + std::to_string(chunk.bytes) + ',' +
                  std::to_string(text.size()) + '}';
  chunk.literal += quoted(text) + '\n';
  chunk.bytes += text.size();
  return found->second;
}

std::string TextPool::add(const std::vector<std::string>& list) {
  if (list.empty()) return "{}";
  const auto [found, added] = list_starts_.emplace(list, lists_.size());
  if (added)
    for (const std::string& text : list) lists_.push_back(add(text));
  return '{' + std::to_string(found->second) + ',' + std::to_string(list.size()) + '}';
}

std::string TextPool::definitions() const {
  std::string chunks;
  std::string names;
  for (std::size_t i = 0; i < chunks_.size(); ++i) {
    const std::string name = "chunk_" + std::to_string(i);
    chunks += "constexpr char " + name + "[] =\n" + chunks_[i].literal + ";\n";
    names += name + ", ";
  }
  std::string lists;
  for (const std::string& text : lists_) lists += text + ",\n";
  return "namespace {\n" + chunks + "constexpr const char* chunks[] = {" + (names.empty() ? "\"\"" : names) +
         "};\nconstexpr Text lists[] = {\n" + (lists.empty() ? "{}" : lists) +
         "};\n}\nconstinit const std::span<const char* const> text_chunks{chunks};\n"
         "constinit const std::span<const Text> text_lists{lists};\n";
}

}  // namespace mekiki::knowledge
