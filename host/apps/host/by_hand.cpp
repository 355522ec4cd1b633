#include "apps/host/by_hand.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>

#include "native_manifest.h"

namespace mekiki::apps {
namespace {

constexpr int exit_usage = 64;  // EX_USAGE of sysexits.h

std::string manifest() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  nlohmann::ordered_json manifest = nlohmann::ordered_json::parse(native_manifest_json);
  if (!error) manifest["path"] = self.string();
  return manifest.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void explain() {
  std::printf(
      "mekiki-host %s\n"
      "The program behind the Mekiki add-on. Thunderbird starts it; by hand there is nothing to do with it.\n"
      "\n"
      "Thunderbird finds it by this file, which `mekiki install` writes for you:\n"
      "    ~/.mozilla/native-messaging-hosts/mekiki.json                (for this user)\n"
      "    /usr/lib/mozilla/native-messaging-hosts/mekiki.json          (for every user)\n"
      "\n"
      "%s\n"
      "\n"
      "To examine an email without Thunderbird:   mekiki check FILE\n"
      "To see whether everything works:           mekiki doctor\n",
      MEKIKI_VERSION, manifest().c_str());
}

}  // namespace

std::optional<int> answer_by_hand(const std::vector<std::string_view>& arguments) {
  const std::string_view first = arguments.empty() ? std::string_view() : arguments.front();
  if (first == "--version") {
    std::puts("mekiki-host " MEKIKI_VERSION);
    return EXIT_SUCCESS;
  }
  const bool asked = first == "--help" || first == "-h";
  if (asked || arguments.empty() || first.starts_with('-') || ::isatty(STDIN_FILENO) != 0) {
    explain();
    return asked ? EXIT_SUCCESS : exit_usage;
  }
  return std::nullopt;
}

}  // namespace mekiki::apps
