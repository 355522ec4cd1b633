// A cache for all computers of an organisation: Redis or Valkey. What is asked stands there only as a keyed hash, and
// what was answered is encrypted, both with a key made from the password, so that neither the server nor who listens to
// it learns who gets mail from whom.
#pragma once

#include <memory>
#include <string>

#include "lookups/cache.h"

namespace mekiki::lookups {

struct SharedCacheSettings {
  std::string address;   // "redis://host", "redis://host:6379", "rediss://host:6380" (TLS)
  std::string password;  // of the server, and what the key is made from; may be empty
  std::string ca_file;   // certificates to believe besides the system's; empty: those alone
};

enum class SharedCacheState { untried, connected, lost };

class SharedCache : public Cache {
 public:
  [[nodiscard]] virtual SharedCacheState state() const = 0;
  // Connects if it is not, and asks for a sign of life; the reason if there is none, else empty.
  virtual std::string check() = 0;
};

// Never throws and never waits longer than a fifth of a second; once lost, it is left alone for half a minute.
std::unique_ptr<SharedCache> make_shared_cache(SharedCacheSettings settings);

// Asks `first`, then `second`, and keeps in both. Either may be nullptr.
std::unique_ptr<Cache> make_cache_of_two(std::unique_ptr<Cache> first, std::unique_ptr<Cache> second);

}  // namespace mekiki::lookups
