#include "apps/mekiki/native_manifest.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "apps/json_access.h"
#include "apps/mekiki/output.h"
#include "apps/mekiki/texts.h"
#include "apps/settings.h"

namespace mekiki::apps {
namespace {

namespace fs = std::filesystem;

fs::path own_folder() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path();
}

bool is_executable(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) && access(file.c_str(), X_OK) == 0;
}

bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

fs::path manifest_folder(Scope scope) {
  if (scope == Scope::system) return "/usr/lib/mozilla/native-messaging-hosts";
  const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  if (home == nullptr || *home != '/') return {};
  return fs::path(home) / ".mozilla" / "native-messaging-hosts";
}

std::optional<fs::path> find_host() {
  const fs::path folder = own_folder();
  for (const fs::path& candidate : {folder / "mekiki-host",                                // all in one folder
                                    folder / ".." / "libexec" / "mekiki" / "mekiki-host",  // installed
                                    folder / ".." / "host" / "mekiki-host"}) {             // in the build tree
    std::error_code error;
    if (is_executable(candidate)) return fs::canonical(candidate, error);
  }
  return std::nullopt;
}

std::string manifest_text(const fs::path& host) {
  auto manifest = nlohmann::ordered_json::parse(manifest_template);
  manifest["path"] = host.string();
  return manifest.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Manifest read_manifest(const fs::path& file) {
  Manifest manifest;
  manifest.file = file;
  std::error_code error;
  manifest.exists = fs::exists(fs::symlink_status(file, error));
  const auto text = read_settings_file(file);
  if (!text.ok()) return manifest;
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  manifest.readable = json.is_object();
  manifest.host = text_at(json, "path");
  for (const std::string& id : texts_of(member(json, "allowed_extensions"))) {
    if (id == extension_id && text_at(json, "name") == "mekiki") manifest.ours = true;
  }
  manifest.host_runs = manifest.host.is_absolute() && is_executable(manifest.host);
  return manifest;
}

std::string replace_file(const fs::path& file, std::string_view content) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) return error.message();
  std::string fresh = file.string() + ".XXXXXX";
  const int descriptor = mkostemp(fresh.data(), O_CLOEXEC);
  if (descriptor < 0) return last_error();
  const bool written = write_all(descriptor, content) && fchmod(descriptor, 0644) == 0 && fsync(descriptor) == 0;
  std::string problem = written ? "" : last_error();
  close(descriptor);
  if (problem.empty()) {
    fs::rename(fresh, file, error);
    if (error) problem = error.message();
  }
  if (!problem.empty()) unlink(fresh.c_str());
  return problem;
}

}  // namespace mekiki::apps
