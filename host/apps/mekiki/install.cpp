#include <system_error>

#include "apps/mekiki/commands.h"
#include "apps/mekiki/exit_codes.h"
#include "apps/mekiki/native_manifest.h"
#include "apps/mekiki/output.h"
#include "apps/settings.h"

namespace mekiki::apps {
namespace {

namespace fs = std::filesystem;

void say(const std::string& sentence) { write_output(sentence + "\n"); }

int fail(const Words& words, int code, std::string_view sentence) {
  complain(words, sentence);
  return code;
}

std::string scope_name(Scope scope, const Words& words) {
  return words(scope == Scope::system ? "install.for_all" : "install.for_you");
}

// What stood there and was not written by us is kept beside it.
std::string keep_foreign(const fs::path& file, fs::path& kept) {
  kept = file.string() + ".before-mekiki";
  std::error_code error;
  fs::rename(file, kept, error);
  return error ? error.message() : "";
}

}  // namespace

int run_install(Scope scope, const Words& words) {
  const fs::path folder = manifest_folder(scope);
  if (folder.empty()) return fail(words, exit_code::no_input, words("install.no_home"));
  const auto host = find_host();
  if (!host) return fail(words, exit_code::internal, words("install.no_host"));

  const fs::path file = folder / manifest_file_name;
  const std::string text = manifest_text(*host);
  const Manifest before = read_manifest(file);
  if (const auto present = read_settings_file(file); present.ok() && *present == text) {
    say(words("install.already", fmt::arg("file", file.string()), fmt::arg("whom", scope_name(scope, words))));
    return exit_code::nothing;
  }
  fs::path kept;
  std::string problem;
  if (before.exists && !before.ours) problem = keep_foreign(file, kept);
  if (problem.empty()) problem = replace_file(file, text);
  if (!problem.empty()) {
    return fail(words, exit_code::internal,
                words(scope == Scope::system ? "install.failed_system" : "install.failed",
                      fmt::arg("file", file.string()), fmt::arg("detail", problem)));
  }
  if (!kept.empty()) say(words("install.kept", fmt::arg("file", file.string()), fmt::arg("kept", kept.string())));
  if (before.ours && before.host != *host) {
    say(words("install.moved", fmt::arg("file", file.string()), fmt::arg("old", before.host.string())));
  }
  say(words("install.done", fmt::arg("file", file.string()), fmt::arg("host", host->string()),
            fmt::arg("whom", scope_name(scope, words))));
  return exit_code::nothing;
}

std::string mend_manifest(Scope scope) {
  const fs::path folder = manifest_folder(scope);
  const auto host = find_host();
  if (folder.empty() || !host) return "mekiki-host";
  const fs::path file = folder / manifest_file_name;
  fs::path kept;
  if (const Manifest before = read_manifest(file); before.exists && !before.ours) {
    if (std::string problem = keep_foreign(file, kept); !problem.empty()) return problem;
  }
  return replace_file(file, manifest_text(*host));
}

int run_uninstall(Scope scope, const Words& words) {
  const fs::path folder = manifest_folder(scope);
  if (folder.empty()) return fail(words, exit_code::no_input, words("install.no_home"));
  const Manifest present = read_manifest(folder / manifest_file_name);
  const std::string file = present.file.string();
  if (!present.exists) {
    say(words("uninstall.nothing", fmt::arg("file", file)));
    return exit_code::nothing;
  }
  if (!present.ours) {
    say(words("uninstall.foreign", fmt::arg("file", file)));
    return exit_code::nothing;
  }
  std::error_code error;
  if (!fs::remove(present.file, error) || error) {
    return fail(words, exit_code::internal,
                words(scope == Scope::system ? "install.failed_system" : "install.failed", fmt::arg("file", file),
                      fmt::arg("detail", error.message())));
  }
  say(words("uninstall.done", fmt::arg("file", file)));
  return exit_code::nothing;
}

}  // namespace mekiki::apps
