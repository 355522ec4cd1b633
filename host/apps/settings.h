// The reader's and the organisation's settings: /etc/mekiki/config.json, then $XDG_CONFIG_HOME/mekiki/config.json, then
// what the extension hands over from its own options and the policy. The later one wins, key by key.
// The keys are described in manifests/settings.schema.json.
#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mekiki::apps {

struct Settings {
  std::string language;                  // "en" | "ja" | "": as the system
  bool auto_check = false;               // the extension's, by policy: examine what is displayed without a click
  bool auto_check_known = true;          // and also mails of senders who have written before
  bool dns = true;                       // questions to the name servers
  bool place = true;                     // the local database of places
  std::vector<std::string> own_domains;  // the reader's own mail domains
  std::vector<std::string> own_servers;  // host names or authserv-ids of the reader's receiving side
  std::string report_to;  // the extension's, by policy: where readers report mails inside the organisation
  std::vector<std::string> dns_servers;  // instead of the system's own
  std::vector<std::string> place_databases;
  bool remember = true;       // keep, on this computer, which servers receive the mail and who has written (as hashes)
  bool lists = false;         // blocklists on the net may be asked
  bool registration = false;  // registries may be asked
  bool cache = true;          // answers are kept in a file of the reader's own
  std::string shared_cache;   // "redis://host:port" or "rediss://...": a cache for all of an organisation
  std::string shared_cache_password;
  std::string ca_file;         // certificates to believe besides the system's, PEM
  std::string rdap_bootstrap;  // IANA's file of RDAP servers, newer than the compiled one
  // Blocklists asked by DNS, feeds for `mekiki data update`, WHOIS servers: the good entries, as apps/settings_world.h
  // describes them.
  nlohmann::json list_zones = nlohmann::json::array();
  nlohmann::json list_feeds = nlohmann::json::array();
  nlohmann::json whois_servers = nlohmann::json::array();
  // People whose names scammers borrow, and organisations to know besides the compiled ones: the good entries, as
  // apps/settings_lists.h describes them.
  nlohmann::json vips = nlohmann::json::array();
  nlohmann::json brands = nlohmann::json::array();

  bool operator==(const Settings&) const = default;
};

// What is wrong with one place of a settings file. The good parts around it still count.
struct SettingsProblem {
  std::size_t line = 0;  // from 1; 0: no text was read
  std::string code;      // "syntax" | "not_an_object" | "unknown_key" | "doubled_key" | "wrong_type" |
                         // "bad_value" | "missing"
  std::string key;       // the key concerned, such as "vips[2].addresses", or empty
  std::string expected;  // wrong_type: "boolean" | "string" | "strings" | "object" | "objects"; unknown_key: the key
                         // that was perhaps meant; bad_value and missing: "language" | "domain" | "server" | "path" |
                         // "name" | "names" | "address" | "id" | "fewer"
  std::string detail;    // the value as written, or what the JSON reader says

  bool operator==(const SettingsProblem&) const = default;
};

// Applies a settings text on top of `settings`.
std::vector<SettingsProblem> apply_settings(std::string_view json, Settings& settings);
// The same for settings that come as a value (the extension's "hello"); lines are 0.
std::vector<SettingsProblem> apply_settings(const nlohmann::json& object, Settings& settings);

// Where settings files are looked for, in the order of reading.
std::vector<std::filesystem::path> settings_files();

struct SettingsFileProblems {
  std::filesystem::path file;
  std::vector<SettingsProblem> problems;
};
// Reads those files that exist.
Settings read_settings(std::vector<SettingsFileProblems>& problems);

// Errors: "no_input", "too_large".
Result<std::string> read_settings_file(const std::filesystem::path& file);

}  // namespace mekiki::apps
