#include "apps/mekiki/diagnosis.h"

#include <fmt/chrono.h>
#include <sys/stat.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <charconv>
#include <ctime>
#include <fstream>

#include "apps/json_access.h"
#include "apps/mekiki/examiners.h"
#include "apps/mekiki/native_manifest.h"
#include "apps/mekiki/terminal.h"

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

void diagnose_manifest(Diagnoses& found, const Manifest& manifest, std::string_view scope, bool shadowed,
                       const Words& words) {
  const std::string id = fmt::format("manifest.{}", scope);
  const std::string remedy = fmt::format("{}mekiki install --{}", scope == "system" ? "sudo " : "", scope);
  const std::string path = harmless(manifest.file.string());
  const std::string target = harmless(manifest.host.string());
  const auto file = fmt::arg("file", path);
  const auto host = fmt::arg("host", target);
  if (!manifest.ours) {
    found.push_back({id, Health::problem, words("doctor.manifest_foreign", file), remedy});
  } else if (!manifest.host_runs) {
    found.push_back({id, Health::problem, words("doctor.manifest_broken", file, host), remedy});
  } else {
    found.push_back({id, Health::ok, words(shadowed ? "doctor.manifest_shadowed" : "doctor.manifest", file, host), ""});
  }
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
                     "mekiki install --user"});
  }
  if (user.exists) diagnose_manifest(found, user, "user", false, words);
  if (system.exists) diagnose_manifest(found, system, "system", user.exists, words);
}

void diagnose_thunderbird(Diagnoses& found, const Surroundings& where, const Words& words) {
  bool any = false;
  for (const char* folder : {"usr/lib/thunderbird", "opt/thunderbird", "usr/local/lib/thunderbird"}) {
    const fs::path path = where.root / folder;
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
    if (!is_there(place)) continue;
    any = true;
    found.push_back(
        {"extension", Health::ok, words("doctor.extension", fmt::arg("path", harmless(place.string()))), ""});
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
