#include "lookups/own_files.h"

#include <cstdlib>

namespace mekiki::lookups {

std::filesystem::path cache_folder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  if (cache != nullptr && *cache == '/') return std::filesystem::path(cache) / "mekiki";
  const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe)
  if (home != nullptr && *home == '/') return std::filesystem::path(home) / ".cache" / "mekiki";
  return {};
}

}  // namespace mekiki::lookups
