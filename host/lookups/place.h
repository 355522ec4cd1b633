// place: where an address is, and whose network it is in, from databases on this machine (MaxMind DB format 2.0).
// Two layouts are read: MaxMind's own nested one and the flat one of the @ip-location-db packages.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "lookups/handler.h"
#include "lookups/settings.h"

namespace mekiki::lookups {

// One database, as `doctor` and the report's small print show it.
struct PlaceDatabase {
  std::string path;
  std::string name;         // "dbip-city", from the file's name
  std::string type;         // its metadata's database_type, e.g. "GeoLite2-City"
  std::string attribution;  // the sentence its licence asks for, else its own description
  std::int64_t built = 0;   // seconds since the epoch
  std::string error;        // empty if it could be opened: "missing" | "damaged" | "too_many"
};

// $XDG_DATA_HOME/mekiki, /usr/share/mekiki, /var/lib/mekiki, /usr/share/GeoIP
std::vector<std::string> usual_place_folders();

// Databases must be replaced by renaming, never written in place: they are mapped into memory.
class Places {
 public:
  explicit Places(const Settings& settings);
  ~Places();
  Places(const Places&) = delete;
  Places& operator=(const Places&) = delete;

  struct Found {
    questions::Answer answer;       // unknown: "no_database", "invalid" (damaged database or no IP address)
    std::vector<std::string> used;  // names of the databases it comes from
  };
  // Country to coordinates come from the one database that knows most, the first of equals; likewise the network.
  // Opens the databases when called first.
  Found find(const std::string& ip);

  const std::vector<PlaceDatabase>& databases();

 private:
  struct Open;
  void open_all();
  void open_one(const std::string& path);

  std::vector<std::string> wanted_;
  bool opened_ = false;
  std::vector<PlaceDatabase> databases_;
  std::vector<std::unique_ptr<Open>> open_;
};

std::unique_ptr<Handler> make_place_handler(std::shared_ptr<Places> places);

}  // namespace mekiki::lookups
