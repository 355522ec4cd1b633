// Answers kept in a file of the reader's own, for all programs of Mekiki on this computer at the same time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "lookups/cache.h"

namespace mekiki::lookups {

using WallClock = std::function<std::int64_t()>;  // seconds since the epoch
std::int64_t wall_clock();

// $XDG_CACHE_HOME/mekiki/answers.sqlite; empty where there is no such folder.
std::filesystem::path usual_cache_file();

// SQLite in WAL mode, mode 0600, with a time to live for each answer, negative ones included. At most `answers` are
// kept; those that expire first go. A file that is damaged or of another version is made anew. Nothing waits longer
// than a fifth of a second for another program: what cannot be read is not known, what cannot be written is not kept.
// nullptr: the file cannot be made.
std::unique_ptr<Cache> make_sqlite_cache(const std::filesystem::path& file, std::size_t answers,
                                         WallClock clock = wall_clock);

struct CacheStatus {
  bool exists = false;
  std::size_t answers = 0;
  std::uintmax_t bytes = 0;
};
CacheStatus cache_status(const std::filesystem::path& file);
// True if nothing is left of it.
bool erase_cache(const std::filesystem::path& file);

}  // namespace mekiki::lookups
