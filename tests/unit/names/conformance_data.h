// Test vectors made by others, read where they lie.
#pragma once

#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace mekiki::names::test {

inline std::filesystem::path conformance_file(std::string_view name) {
  return std::filesystem::path(MEKIKI_SHARED_DIR) / "conformance" / name;
}

inline std::optional<nlohmann::json> read_json(std::string_view name) {
  std::ifstream file(conformance_file(name), std::ios::binary);
  if (!file) return std::nullopt;
  return nlohmann::json::parse(file);
}

// A copy in a heap block of exactly its size: the address sanitizer sees a read one byte too far.
class ExactBuffer {
 public:
  explicit ExactBuffer(std::string_view text) : bytes_(new char[text.size()]), size_(text.size()) {
    std::memcpy(bytes_.get(), text.data(), size_);
  }
  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

// Time of our own, not of a busy machine.
class CpuTime {
 public:
  [[nodiscard]] double seconds() const {
    return static_cast<double>(std::clock() - start_) / static_cast<double>(CLOCKS_PER_SEC);
  }

 private:
  std::clock_t start_ = std::clock();
};

}  // namespace mekiki::names::test
