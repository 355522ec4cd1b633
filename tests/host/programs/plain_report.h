// A report of schema 1 with nothing in it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mekiki::test {

inline nlohmann::json plain_report(const std::string& subject = "") {
  using nlohmann::json;
  const json none = json::array();
  const json result = {{"result", "unknown"}, {"domain", nullptr}, {"reason", "not_evaluated"}, {"source", nullptr}};
  return {{"schema", 1U},
          {"level", "none"},
          {"score", 0U},
          {"complete", true},
          {"attack", nullptr},
          {"headline", "Nothing suspicious found"},
          {"advice", none},
          {"message",
           {{"subject", subject},
            {"from", {{"display", ""}, {"address", ""}}},
            {"date", nullptr},
            {"message_id", ""},
            {"size", 0U},
            {"sha256", std::string(64, '0')}}},
          {"claims", none},
          {"sender",
           {{"domain", nullptr},
            {"owner", nullptr},
            {"ip", nullptr},
            {"host", nullptr},
            {"boundary_hop", nullptr},
            {"boundary_reason", nullptr},
            {"boundary_text", ""},
            {"summary", ""},
            {"place", nullptr},
            {"host_domain", nullptr},
            {"network", nullptr},
            {"listed", none}}},
          {"route", none},
          {"authentication",
           {{"spf", result}, {"dkim", none}, {"dmarc", result}, {"arc", result}, {"trusted_results", none}}},
          {"links", none},
          {"attachments", none},
          {"findings", none},
          {"unknown", none},
          {"queries", none},
          {"timing", {{"parse_ms", 1U}}}};
}

}  // namespace mekiki::test
