#include "apps/lesson.h"

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>

#include "apps/json_access.h"

namespace mekiki::apps {
namespace {

using nlohmann::json;

// "mx1.example.jp"; not "localhost", not an address.
bool is_host(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  return dot != std::string::npos && dot + 1 < name.size() && name.find(':') == std::string::npos &&
         !std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dot) + 1, name.end(),
                      [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

lookups::Lesson lesson_of(const std::vector<std::string>& reader, const json& report) {
  lookups::Lesson lesson;
  lesson.account = reader;
  lesson.now = static_cast<std::int64_t>(std::time(nullptr));
  lesson.mail = text_at(member(report, "message"), "sha256");
  const json& route = member(report, "route");
  for (std::size_t i = 0; route.is_array() && i < route.size(); ++i) {
    const json& trusted = member(route[i], "trusted");
    const std::string by = text_at(route[i], "by");
    if (trusted.is_boolean() && trusted.get<bool>() && is_host(by)) lesson.servers.push_back(by);
  }
  // Who signs its results with another name than the server's own is known by that name as well.
  for (const json& id : items(member(member(report, "authentication"), "authserv_ids"))) {
    if (const std::string name = text_of(id); is_host(name)) lesson.servers.push_back(name);
  }
  const std::string level = text_at(report, "level");
  if (level == "none" || level == "note") lesson.sender = text_at(member(member(report, "message"), "from"), "address");
  if (lesson.sender.find('@') == std::string::npos) lesson.sender.clear();
  return lesson;
}

}  // namespace mekiki::apps
