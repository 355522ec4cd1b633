// What administrators set by Thunderbird's policies, and the folder where Mekiki keeps what it looked up.
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>

#include "apps/json_access.h"
#include "apps/mekiki/diagnosis.h"
#include "apps/mekiki/native_manifest.h"
#include "apps/mekiki/settings_words.h"
#include "apps/mekiki/terminal.h"
#include "apps/settings.h"

namespace mekiki::apps {
namespace {

namespace fs = std::filesystem;

struct PolicyFile {
  fs::path root;
  std::string path;  // as shown
  Diagnoses& found;
  const Words& words;

  void tell(Health health, std::string_view key, const std::string& detail, const std::string& remedy = {}) const {
    found.push_back({"policy", health, words(key, fmt::arg("path", path), fmt::arg("detail", detail)), remedy});
  }
};

// Whether the policy lets the extension be there.
void diagnose_installation(const PolicyFile& file, const nlohmann::json& policies) {
  const nlohmann::json& settings = member(policies, "ExtensionSettings");
  const nlohmann::json& own = member(settings, extension_id);
  const std::string mode = text_at(own.is_object() ? own : member(settings, "*"), "installation_mode");
  if (mode == "blocked") {
    file.tell(Health::problem, "doctor.policy_blocked", mode, "sudoedit " + file.path);
    return;
  }
  const std::string url = text_at(own, "install_url");
  constexpr std::string_view scheme = "file://";
  if (!url.starts_with(scheme)) return;
  std::error_code error;
  const fs::path xpi = file.root / fs::path(url.substr(scheme.size())).relative_path();
  if (!fs::exists(xpi, error))
    file.tell(Health::problem, "doctor.policy_no_xpi", harmless(url), "sudoedit " + file.path);
}

void diagnose_policy_file(const PolicyFile& file, const fs::path& path) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(path, error))) return;
  const auto text = read_settings_file(path);
  if (!text.ok()) {
    file.tell(Health::problem, "doctor.policy_unreadable", "", "sudo chmod a+r " + file.path);
    return;
  }
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  const nlohmann::json& policies = member(json, "policies");
  if (!policies.is_object()) {
    file.tell(Health::problem, "doctor.policy_broken", "", "sudoedit " + file.path);
    return;
  }
  const std::size_t before = file.found.size();
  diagnose_installation(file, policies);
  const nlohmann::json& own = member(member(member(policies, "3rdparty"), "Extensions"), extension_id);
  Settings settings;
  if (!own.is_null()) {
    for (const SettingsProblem& problem : apply_settings(own, settings)) {
      file.tell(Health::problem, "doctor.policy_problem", settings_sentence(problem, file.words),
                "sudoedit " + file.path);
    }
  }
  if (file.found.size() == before) file.tell(Health::ok, "doctor.policy", "");
}

}  // namespace

void diagnose_policies(Diagnoses& found, const Surroundings& where, const Words& words) {
  for (const char* place :
       {"etc/thunderbird/policies/policies.json", "usr/lib/thunderbird/distribution/policies.json"}) {
    const fs::path path = where.root / place;
    diagnose_policy_file({where.root, path.string(), found, words}, path);
  }
}

void diagnose_cache(Diagnoses& found, const fs::path& folder, const Words& words) {
  std::error_code error;
  if (folder.empty() || !fs::exists(folder, error)) return;  // it is made when it is needed
  const fs::perms mode = fs::status(folder, error).permissions();
  const bool others = (mode & (fs::perms::group_write | fs::perms::others_write)) != fs::perms::none;
  const bool own =
      (mode & fs::perms::owner_all) == fs::perms::owner_all && access(folder.c_str(), R_OK | W_OK | X_OK) == 0;
  const std::string shown = harmless(folder.string());
  const auto path = fmt::arg("path", shown);  // only refers to it
  if (own && !others && fs::is_directory(folder, error)) {
    found.push_back({"cache", Health::ok, words("doctor.cache", path), ""});
    return;
  }
  found.push_back({"cache", own ? Health::warning : Health::problem,
                   words(own ? "doctor.cache_open" : "doctor.cache_closed", path), fmt::format("chmod 700 {}", shown),
                   Mend::close_cache});
}

}  // namespace mekiki::apps
