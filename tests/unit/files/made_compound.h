// Compound files (MS-CFB) for tests: every stream in sectors of 512 bytes, at most 128 of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mekiki::files {

struct MadeEntry {
  std::u16string name;
  std::string content;
  bool storage = false;
  int inside = -1;  // index of a storage; -1: the root
};

class MadeCompound {
 public:
  static std::string of(const std::vector<MadeEntry>& entries) { return MadeCompound().make(entries); }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  static constexpr std::uint32_t end = 0xFFFFFFFE;

  static void number(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
  }

  std::uint32_t put(const std::string& content) {
    const std::size_t count = content.empty() ? 1 : (content.size() + 511) / 512;
    const auto start = static_cast<std::uint32_t>(fat_.size());
    for (std::size_t i = 0; i < count; ++i)
      fat_.push_back(i + 1 < count ? static_cast<std::uint32_t>(fat_.size()) + 1 : end);
    sectors_ += content;
    sectors_.resize(fat_.size() * 512);
    return start;
  }

  std::string directory_entry(const std::u16string& name, int type, std::uint32_t right, std::uint32_t child,
                              std::uint32_t start, std::size_t size) {
    std::string out;
    for (const char16_t unit : name) number(out, unit, 2);
    out.resize(64);
    number(out, name.size() * 2 + 2, 2);
    number(out, static_cast<unsigned>(type), 1);
    number(out, 1, 1);
    number(out, none, 4);
    number(out, right, 4);
    number(out, child, 4);
    out.resize(116);
    number(out, start, 4);
    number(out, size, 8);
    return out;
  }

  std::string make(const std::vector<MadeEntry>& entries) {
    const auto next = [&](int parent, std::size_t from) {
      for (std::size_t i = from; i < entries.size(); ++i) {
        if (entries[i].inside == parent) return static_cast<std::uint32_t>(i + 1);
      }
      return none;
    };
    std::string directory = directory_entry(u"Root Entry", 5, none, next(-1, 0), end, 0);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const MadeEntry& entry = entries[i];
      directory +=
          directory_entry(entry.name, entry.storage ? 1 : 2, next(entry.inside, i + 1), next(static_cast<int>(i), 0),
                          entry.storage ? end : put(entry.content), entry.content.size());
    }
    const std::uint32_t first = put(directory);
    const std::uint32_t table = put("");
    std::string fat;
    for (const std::uint32_t sector : fat_) number(fat, sector, 4);
    fat.resize(512, '\xFF');
    sectors_.replace(std::size_t{table} * 512, 512, fat);
    std::string out = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    out.resize(24);
    for (const int value : {0x3E, 3, 0xFFFE, 9, 6}) number(out, static_cast<unsigned>(value), 2);
    out.resize(40);
    for (const std::uint32_t value : {0U, 1U, first, 0U, 0U, end, 0U, end, 0U, table}) number(out, value, 4);
    out.resize(512, '\xFF');
    return out + sectors_;
  }

  std::vector<std::uint32_t> fat_;
  std::string sectors_;
};

}  // namespace mekiki::files
