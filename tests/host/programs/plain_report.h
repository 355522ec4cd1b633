// The smallest report of schema 1.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mekiki::test {

inline nlohmann::json plain_report(const std::string& subject = "") {
  using nlohmann::json;
  return {{"schema", 1U},
          {"level", "none"},
          {"score", 0U},
          {"complete", true},
          {"attack", nullptr},
          {"headline", "Nothing suspicious found"},
          {"advice", json::array()},
          {"message", {{"subject", subject}}},
          {"claims", json::array()},
          {"sender", json::object()},
          {"route", json::array()},
          {"authentication", json::object()},
          {"links", json::array()},
          {"attachments", json::array()},
          {"findings", json::array()},
          {"unknown", json::array()},
          {"queries", json::array()},
          {"timing", {{"parse_ms", 1U}}}};
}

}  // namespace mekiki::test
