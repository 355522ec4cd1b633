#include "apps/settings_world.h"

#include <algorithm>

#include "apps/json_access.h"
#include "apps/settings_entry.h"
#include "lookups/feeds.h"
#include "lookups/list_zones.h"
#include "lookups/sqlite_cache.h"

namespace mekiki::apps {
namespace {

using nlohmann::json;

bool is_label(std::string_view text) {
  return text.size() <= 60 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

bool is_points(std::string_view text) {
  return text.size() <= 200 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
         });
}

bool is_asked(std::string_view text) { return text == "ip" || text == "domain"; }

bool is_source(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://") || text.starts_with('/');
}

bool is_server(std::string_view text) { return text.find_first_of(" /@") == std::string_view::npos; }

std::vector<lookups::ListZone> zones_of(const json& list) {
  if (list.empty()) return lookups::usual_list_zones();
  std::vector<lookups::ListZone> zones;
  for (const json& entry : list) {
    const std::string name = ascii_lower(text_at(entry, "zone"));
    if (auto known = lookups::known_list_zone(name, text_at(entry, "key"))) {
      zones.push_back(*std::move(known));
      continue;
    }
    const bool ip = text_at(entry, "asks") != "domain";
    lookups::ListZone zone = lookups::plain_list_zone(name, ip, !ip);
    if (entry.contains("meaning")) zone.meaning = text_at(entry, "meaning");
    if (entry.contains("listed")) zone.listed = text_at(entry, "listed");
    if (entry.contains("unlisted")) zone.unlisted = text_at(entry, "unlisted");
    zones.push_back(std::move(zone));
  }
  return zones;
}

}  // namespace

json good_zones(const json& list, std::vector<ListProblem>& problems) {
  return good_entries(list, problems, [](const json& value, const std::string&, SettingsEntry& entry) {
    entry.only({"zone", "key", "asks", "meaning", "listed", "unlisted"});
    entry.text("zone", true, "domain", is_domain_name);
    const bool known = lookups::known_list_zone(ascii_lower(text_at(value, "zone"))).has_value();
    entry.text("key", false, "id", is_label);
    entry.text("asks", !known, "asks", is_asked);
    entry.text("meaning", false, "meaning", lookups::is_list_meaning);
    entry.text("listed", false, "name", is_points);
    entry.text("unlisted", false, "name", is_points);
  });
}

json good_feeds(const json& list, std::vector<ListProblem>& problems) {
  return good_entries(list, problems, [](const json&, const std::string&, SettingsEntry& entry) {
    entry.only({"name", "source", "meaning", "checksum"});
    entry.text("name", true, "id", is_label);
    entry.text("source", true, "source", is_source);
    entry.text("meaning", false, "meaning", lookups::is_list_meaning);
    entry.text("checksum", false, "source", is_source);
  });
}

json good_whois_servers(const json& list, std::vector<ListProblem>& problems) {
  return good_entries(list, problems, [](const json&, const std::string&, SettingsEntry& entry) {
    entry.only({"ending", "server"});
    entry.text("ending", true, "name", is_points);
    entry.text("server", true, "server", is_server);
  });
}

bool is_cache_address(std::string_view text) {
  if (text.empty()) return true;
  for (const std::string_view scheme : {"redis://", "rediss://"}) {
    if (text.starts_with(scheme)) {
      return text.size() > scheme.size() && text.find_first_of(" /@", scheme.size()) == std::string_view::npos;
    }
  }
  return false;
}

void set_world(Settings& settings, std::string_view name, const json& value) {
  if (name == "lists") settings.lists = value.get<bool>();
  if (name == "registration") settings.registration = value.get<bool>();
  if (name == "cache") settings.cache = value.get<bool>();
  if (name == "shared_cache") settings.shared_cache = value.get<std::string>();
  if (name == "shared_cache_password") settings.shared_cache_password = value.get<std::string>();
  if (name == "ca_file") settings.ca_file = value.get<std::string>();
  if (name == "rdap_bootstrap") settings.rdap_bootstrap = value.get<std::string>();
}

lookups::Settings lookup_settings(const Settings& settings, bool offline) {
  lookups::Settings lookup;
  lookup.offline = offline;
  lookup.dns = settings.dns;
  lookup.place = settings.place;
  lookup.dns_servers = settings.dns_servers;
  lookup.place_databases = settings.place_databases;
  lookup.lists = settings.lists;
  lookup.list_zones = zones_of(settings.list_zones);
  if (settings.cache && !offline) lookup.cache_file = lookups::usual_cache_file().string();
  lookup.shared_cache = settings.shared_cache;
  lookup.shared_cache_password = settings.shared_cache_password;
  lookup.registration = settings.registration;
  lookup.rdap_bootstrap = settings.rdap_bootstrap;
  for (const json& entry : settings.whois_servers) {
    lookup.whois_servers[ascii_lower(text_at(entry, "ending"))] = text_at(entry, "server");
  }
  lookup.ca_file = settings.ca_file;
  lookup.feed_folders = lookups::usual_feed_folders();
  return lookup;
}

processes::Policy policy_of(const Settings& settings) {
  processes::Policy policy;
  policy.dns = settings.dns;
  policy.place = settings.place;
  policy.local_lists = !lookups::Feeds(lookups::usual_feed_folders()).open().empty();
  policy.lists = (settings.lists && settings.dns) || policy.local_lists;
  policy.registration = settings.registration;
  return policy;
}

}  // namespace mekiki::apps
