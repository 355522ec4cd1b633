// Test vectors of other projects: read where they lie, never copied. A test is skipped where they are missing.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

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

// A date of theirs as seconds since the epoch; nullopt for null.
inline std::optional<std::int64_t> seconds(const nlohmann::json& date) {
  if (date.is_null()) return std::nullopt;
  const auto part = [&](const char* name) { return date[name].get<std::int64_t>(); };
  const std::chrono::year_month_day day{std::chrono::year(date["year"].get<int>()),
                                        std::chrono::month(date["month"].get<unsigned>()),
                                        std::chrono::day(date["day"].get<unsigned>())};
  const std::int64_t zone = (part("tz_hour") * 60 + part("tz_minute")) * (date["tz_before_gmt"].get<bool>() ? -1 : 1);
  const std::int64_t days = std::chrono::sys_days(day).time_since_epoch().count();
  return ((days * 24 + part("hour")) * 60 + part("minute") - zone) * 60 + part("second");
}

// Every "\n" of the text as `line_end`.
inline std::string with_line_end(std::string_view text, std::string_view line_end) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += line_end;
    else
      out += c;
  }
  return out;
}

// A setting for runs by hand; empty if unset.
inline std::string setting(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing here sets it
  return value == nullptr ? std::string{} : std::string(value);
}

}  // namespace mekiki::message::conformance
