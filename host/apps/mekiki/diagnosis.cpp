#include "apps/mekiki/diagnosis.h"

#include <fmt/chrono.h>
#include <sys/stat.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <charconv>
#include <ctime>
#include <fstream>
#include <set>

#include "apps/json_access.h"
#include "apps/mekiki/examiners.h"
#include "apps/mekiki/installed_files.h"
#include "apps/mekiki/native_manifest.h"
#include "apps/mekiki/terminal.h"
#include "lookups/feeds.h"

namespace mekiki::apps {
namespace {

namespace fs = std::filesystem;

constexpr int oldest_thunderbird = 140;
constexpr std::int64_t day = std::int64_t{24} * 60 * 60;
constexpr std::int64_t old_after = 730 * day;

std::string date_of(std::int64_t seconds) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  if (seconds <= 0 || gmtime_r(&time, &parts) == nullptr) return "?";
  return fmt::format("{:%Y-%m-%d}", parts);
}

bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

// "Version=" of the program's application.ini.
std::string version_in(const fs::path& folder) {
  std::ifstream file(folder / "application.ini");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("Version=")) return harmless(line.substr(8));
  }
  return "?";
}

int major_of(const std::string& version) {
  int number = 0;
  std::from_chars(version.data(), version.data() + version.size(), number);
  return number;
}

// Why Thunderbird would not start the host of this manifest; empty if it would. The key of a sentence.
std::string_view trouble_with(const Manifest& manifest, std::string_view host_version) {
  std::error_code error;
  if (!manifest.readable) return "doctor.manifest_unreadable";
  if (!manifest.ours) return "doctor.manifest_foreign";
  if (!fs::exists(manifest.host, error)) return "doctor.manifest_gone";
  if (!manifest.host_runs) return "doctor.manifest_broken";
  if (!fits_this_machine(manifest.host)) return "doctor.manifest_machine";
  if (!host_version.empty() && host_version != MEKIKI_VERSION) return "doctor.manifest_stale";
  return "";
}

void diagnose_manifest(Diagnoses& found, const Manifest& manifest, std::string_view scope, bool shadowed,
                       const Words& words) {
  const std::string version = manifest.host_runs ? version_of_host(manifest.host) : std::string();
  const std::string path = harmless(manifest.file.string());
  const std::string target = harmless(manifest.host.string());
  const std::string_view trouble = trouble_with(manifest, version);
  const std::string_view key = !trouble.empty() ? trouble : shadowed ? "doctor.manifest_shadowed" : "doctor.manifest";
  Diagnosis diagnosis{fmt::format("manifest.{}", scope), trouble.empty() ? Health::ok : Health::problem,
                      words(key, fmt::arg("file", path), fmt::arg("host", target), fmt::arg("version", version),
                            fmt::arg("own", MEKIKI_VERSION)),
                      ""};
  if (!trouble.empty()) {
    diagnosis.remedy = fmt::format("{}mekiki install --{}", scope == "system" ? "sudo " : "", scope);
    diagnosis.mend = scope == "system" ? Mend::system_manifest : Mend::user_manifest;
  }
  found.push_back(std::move(diagnosis));
}

}  // namespace

std::string_view to_string(Health health) {
  switch (health) {
    case Health::ok:
      return "ok";
    case Health::warning:
      return "warning";
    case Health::problem:
      break;
  }
  return "problem";
}

void diagnose_manifests(Diagnoses& found, const Surroundings& where, const Words& words) {
  const Manifest user = read_manifest(where.home / ".mozilla/native-messaging-hosts" / manifest_file_name);
  const Manifest system = read_manifest(where.root / "usr/lib/mozilla/native-messaging-hosts" / manifest_file_name);
  if (!user.exists && !system.exists) {
    found.push_back({"manifest", Health::problem,
                     words("doctor.manifest_missing", fmt::arg("user", user.file.string()),
                           fmt::arg("system", system.file.string())),
                     "mekiki install --user", Mend::user_manifest});
  }
  if (user.exists) diagnose_manifest(found, user, "user", false, words);
  if (system.exists) diagnose_manifest(found, system, "system", user.exists, words);
}

void diagnose_thunderbird(Diagnoses& found, const Surroundings& where, const Words& words) {
  bool any = false;
  for (const fs::path& path :
       {where.root / "usr/lib/thunderbird", where.root / "usr/lib64/thunderbird", where.root / "opt/thunderbird",
        where.root / "usr/local/lib/thunderbird", where.home / "thunderbird", where.home / ".local/share/thunderbird",
        where.home / ".local/opt/thunderbird"}) {
    if (!is_there(path / "application.ini")) continue;
    any = true;
    const std::string version = version_in(path);
    const bool old = major_of(version) < oldest_thunderbird;
    found.push_back({"thunderbird", old ? Health::problem : Health::ok,
                     words(old ? "doctor.thunderbird_old" : "doctor.thunderbird", fmt::arg("version", version),
                           fmt::arg("path", path.string()), fmt::arg("needed", oldest_thunderbird)),
                     old ? "sudo apt-get install thunderbird" : ""});
  }
  const std::pair<const char*, std::vector<fs::path>> boxed[] = {
      {"snap", {where.root / "snap/thunderbird"}},
      {"flatpak",
       {where.root / "var/lib/flatpak/app/org.mozilla.Thunderbird",
        where.home / ".local/share/flatpak/app/org.mozilla.Thunderbird",
        where.root / "var/lib/flatpak/app/org.mozilla.thunderbird",
        where.home / ".local/share/flatpak/app/org.mozilla.thunderbird"}}};
  for (const auto& [kind, places] : boxed) {
    if (std::none_of(places.begin(), places.end(), is_there)) continue;
    found.push_back({fmt::format("thunderbird.{}", kind), Health::warning,
                     words("doctor.thunderbird_boxed", fmt::arg("kind", kind)),
                     any ? "" : "sudo apt-get install thunderbird"});
    any = true;
  }
  if (!any) {
    found.push_back(
        {"thunderbird", Health::warning, words("doctor.thunderbird_missing"), "sudo apt-get install thunderbird"});
  }
}

void diagnose_extension(Diagnoses& found, const Surroundings& where, const Words& words) {
  const std::string name = fmt::format("{}.xpi", extension_id);
  std::vector<fs::path> places = {where.root / "usr/lib/thunderbird/extensions" / name};
  std::error_code error;
  for (fs::directory_iterator profile(where.home / ".thunderbird", error), end; !error && profile != end;
       profile.increment(error)) {
    places.push_back(profile->path() / "extensions" / name);
  }
  bool any = false;
  for (const fs::path& place : places) {
    if (!fs::exists(fs::symlink_status(place, error))) continue;
    any = true;
    const std::string version = version_of_extension(place);
    const bool broken = !is_there(place);
    const bool differs = !version.empty() && version != MEKIKI_VERSION;
    found.push_back({"extension",
                     broken    ? Health::problem
                     : differs ? Health::warning
                               : Health::ok,
                     words(broken    ? "doctor.extension_broken"
                           : differs ? "doctor.extension_differs"
                                     : "doctor.extension",
                           fmt::arg("path", harmless(place.string())), fmt::arg("version", harmless(version)),
                           fmt::arg("own", MEKIKI_VERSION)),
                     broken || differs ? words("doctor.extension_remedy") : ""});
  }
  if (!any) {
    found.push_back(
        {"extension", Health::warning, words("doctor.extension_missing"), words("doctor.extension_remedy")});
  }
}

void diagnose_suffixes(Diagnoses& found, const Surroundings& where, const Words& words) {
  const fs::path path = where.root / "usr/share/publicsuffix/public_suffix_list.dafsa";
  struct stat file{};
  if (stat(path.c_str(), &file) != 0) {
    found.push_back(
        {"data.suffixes", Health::warning, words("doctor.suffixes_missing"), "sudo apt-get install publicsuffix"});
    return;
  }
  const bool old = std::time(nullptr) - file.st_mtime > old_after;
  found.push_back({"data.suffixes", old ? Health::warning : Health::ok,
                   words(old ? "doctor.suffixes_old" : "doctor.suffixes", fmt::arg("path", path.string()),
                         fmt::arg("date", date_of(file.st_mtime))),
                   old ? "sudo apt-get install --only-upgrade publicsuffix" : ""});
}

// Every feed of the settings, and every one that is there; a feed that old knows little of today's sites.
void diagnose_feeds(Diagnoses& found, const Words& words) {
  constexpr std::int64_t stale_after = 3 * day;
  std::vector<SettingsFileProblems> ignored;
  const Settings settings = read_settings(ignored);
  lookups::Feeds feeds(lookups::usual_feed_folders());
  std::set<std::string> there;
  for (const auto& feed : feeds.open()) {
    const auto& about = feed->description();
    there.insert(about.name);
    const bool stale = std::time(nullptr) - about.fetched > stale_after;
    found.push_back({"data.feeds", stale ? Health::warning : Health::ok,
                     words(stale ? "doctor.feed_old" : "doctor.feed", fmt::arg("name", harmless(about.name)),
                           fmt::arg("entries", about.entries), fmt::arg("date", date_of(about.fetched)),
                           fmt::arg("sum", about.sha256.substr(0, 16))),
                     stale ? "mekiki data update" : ""});
  }
  for (const auto& wanted : settings.list_feeds) {
    const std::string name = text_at(wanted, "name");
    if (there.contains(name)) continue;
    found.push_back({"data.feeds", Health::warning, words("doctor.feed_missing", fmt::arg("name", harmless(name))),
                     "mekiki data update"});
  }
}

void diagnose_places(Diagnoses& found, const Words& words) {
  std::vector<SettingsFileProblems> ignored;
  boost::asio::io_context io;
  lookups::Lookups lookups(io, lookup_settings(read_settings(ignored), true));
  const auto databases = lookups.place_databases();
  for (const auto& database : databases) {
    const bool good = database.error.empty();
    found.push_back(
        {"data.places", good ? Health::ok : Health::problem,
         words(good ? "doctor.place" : "doctor.place_broken", fmt::arg("path", harmless(database.path)),
               fmt::arg("date", date_of(database.built)), fmt::arg("attribution", harmless(database.attribution)),
               fmt::arg("detail", harmless(database.error))),
         good ? "" : "mekiki data status"});
  }
  if (databases.empty()) found.push_back({"data.places", Health::warning, words("doctor.place_missing"), ""});
}

}  // namespace mekiki::apps
