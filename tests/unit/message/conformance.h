// Test vectors of other projects: read where they lie, never copied. A test is skipped where they are missing.
#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>

namespace mekiki::message::conformance {

inline std::filesystem::path folder() { return std::filesystem::path(MEKIKI_SHARED_DIR) / "conformance"; }

inline std::optional<std::string> file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

// A list of {"header", "expected"}; nullopt if the file is missing.
inline std::optional<nlohmann::json> mail_parser(const std::string& name) {
  const auto text = file(folder() / "mail-parser" / "resources" / name);
  if (!text) return std::nullopt;
  return nlohmann::json::parse(*text);
}

}  // namespace mekiki::message::conformance
