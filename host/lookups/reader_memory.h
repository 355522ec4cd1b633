// What Mekiki keeps on this computer about the reader's mail, so that it can tell the usual from the unusual: which
// servers receive an account's mail, and which senders have written before. Addresses are kept as keyed hashes
// (HMAC-SHA-256, RFC 2104, with a random key of this file's own, cut to 128 bits), never in plain.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lookups/handler.h"

namespace mekiki::lookups {

// $XDG_CACHE_HOME/mekiki/reader.json, or below ~/.cache; empty where there is neither.
std::filesystem::path usual_memory_file();

struct MemoryStatus {
  bool exists = false;
  bool readable = true;  // false: damaged, and begun anew with the next mail
  std::size_t accounts = 0;
  std::size_t servers = 0;
  std::size_t correspondents = 0;
};
MemoryStatus memory_status(const std::filesystem::path& file);

// True if nothing is left of it.
bool erase_memory(const std::filesystem::path& file);

// What one mail teaches.
struct Lesson {
  std::string mail;                  // its SHA-256: the same mail teaches once
  std::vector<std::string> account;  // addresses of the account that holds it; empty: not known
  std::vector<std::string> servers;  // host names of the reader's side that its trace shows
  std::string sender;                // address; empty: not to be remembered
  std::int64_t now = 0;              // seconds since the epoch
};

class ReaderMemory {
 public:
  // Reads the file when first asked. Whatever is wrong with it, it counts as empty.
  explicit ReaderMemory(std::filesystem::path file);
  ~ReaderMemory();
  ReaderMemory(const ReaderMemory&) = delete;
  ReaderMemory& operator=(const ReaderMemory&) = delete;

  // Host names that received at least three different mails of the account.
  std::vector<std::string> receiving_servers(const std::vector<std::string>& account);

  // yes: "mails=3", "first=2026-01-31", "last=2026-03-01"; no: the sender has not been seen; unknown("too_few"): too
  // few senders are known for that to mean anything.
  questions::Answer correspondent(std::string_view address);

  // Enough senders are known for a first contact to mean something.
  bool knows_enough();

  // Written at once; bounded, what was not seen for longest goes. False if it could not be written.
  bool learn(const Lesson& lesson);

  // What is in the file, without taking it over.
  static MemoryStatus look(const std::filesystem::path& file);

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::filesystem::path file_;
  std::optional<std::filesystem::file_time_type> loaded_;  // when the file was written that is in state_; none: no file
  State& state();
};

// Answers `correspondent`. Nothing leaves the machine.
std::unique_ptr<Handler> make_correspondent_handler(std::shared_ptr<ReaderMemory> memory);

}  // namespace mekiki::lookups
