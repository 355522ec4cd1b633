// The file by which Thunderbird finds the host:
// https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_manifests
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/mekiki/commands.h"

namespace mekiki::apps {

inline constexpr std::string_view manifest_file_name = "mekiki.json";
inline constexpr std::string_view extension_id = "mekiki@mekiki.invalid";

// The folder of manifests; empty if there is no home folder.
std::filesystem::path manifest_folder(Scope scope);

// The host's path, from where this program lies; nullopt if it is not there.
std::optional<std::filesystem::path> find_host();

std::string manifest_text(const std::filesystem::path& host);

struct Manifest {
  std::filesystem::path file;
  bool exists = false;
  bool readable = false;       // it could be opened and is JSON
  bool ours = false;           // names this host and this extension
  std::filesystem::path host;  // where it points
  bool host_runs = false;      // that is an executable file
};
Manifest read_manifest(const std::filesystem::path& file);

// Writes beside it, then renames: there is always a whole file. Empty: done; else what the system said.
std::string replace_file(const std::filesystem::path& file, std::string_view content);

}  // namespace mekiki::apps
