// The settings of what the world is asked: blocklists, feeds, registries, caches.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "apps/settings.h"
#include "apps/settings_lists.h"
#include "lookups/settings.h"
#include "processes/question_policy.h"

namespace mekiki::apps {

// The good entries of [{"zone", "key", "asks", "meaning", "listed", "unlisted"}]: `zone` alone where Mekiki knows it,
// else with `asks`, "ip" or "domain"; `meaning` as lookups::is_list_meaning says; `listed` and `unlisted` are test
// points.
nlohmann::json good_zones(const nlohmann::json& list, std::vector<ListProblem>& problems);
// The good entries of [{"name", "source", "meaning", "checksum"}].
nlohmann::json good_feeds(const nlohmann::json& list, std::vector<ListProblem>& problems);
// The good entries of [{"ending", "server"}]: "jp", "whois.example:43".
nlohmann::json good_whois_servers(const nlohmann::json& list, std::vector<ListProblem>& problems);

// "redis://host", "rediss://host:6380", or nothing.
bool is_cache_address(std::string_view text);

// Those keys of `settings` that are texts and switches.
void set_world(Settings& settings, std::string_view name, const nlohmann::json& value);

// What the settings mean for those who ask.
lookups::Settings lookup_settings(const Settings& settings, bool offline);
processes::Policy policy_of(const Settings& settings);

}  // namespace mekiki::apps
