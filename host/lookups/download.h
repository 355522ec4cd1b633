// Fetching one file by HTTP: feeds, and the data of registries. Waits for the end; not for use while mails are
// examined.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace mekiki::lookups {

struct DownloadOptions {
  std::string ca_file{};  // certificates to believe besides the system's; empty: those alone
  std::uint64_t most_bytes = 0;
  long seconds = 300;
};

// Writes what is at `address` (http or https, redirects only to https or the same scheme) into `file`.
// Errors: "unreachable", "refused" (an HTTP status that is no success; detail says which), "too_large", "unwritable".
Result<std::uint64_t> download(const std::string& address, const std::filesystem::path& file,
                               const DownloadOptions& options);

}  // namespace mekiki::lookups
