// What may be asked, and of whom. Parsed elsewhere (configuration, policy, command line).
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lookups/list_zones.h"

namespace mekiki::lookups {

class ReaderMemory;

struct Settings {
  bool offline = false;  // nothing leaves the machine; local databases are still read
  bool dns = true;
  bool place = true;

  // "192.0.2.53", "192.0.2.53:5353", "[2001:db8::53]:5353"; empty: the system's own resolver.
  std::vector<std::string> dns_servers;
  // Blocklists asked by DNS; needs `dns`.
  bool lists = false;
  std::vector<ListZone> list_zones = usual_list_zones();
  // Folders of blocklists kept on this computer (lookups/feeds.h).
  std::vector<std::string> feed_folders{};

  // Registries, by RDAP and WHOIS.
  bool registration = false;
  std::string rdap_bootstrap{};                        // IANA's file, newer than what is compiled in; empty: none
  std::map<std::string, std::string> whois_servers{};  // ending -> "host" or "host:port"; asked instead of RDAP

  // Files (.mmdb) or folders of them. What they do not know is looked for in the usual folders.
  std::vector<std::string> place_databases;
  bool usual_place_folders = true;

  std::chrono::milliseconds question_timeout{2000};     // each question
  std::chrono::milliseconds examination_timeout{5000};  // all rounds of one examination, from its first question
  std::shared_ptr<ReaderMemory> memory;                 // what is remembered of senders; null: nothing

  std::size_t cache_bytes = 8u << 20;  // 0: nothing is kept in memory
  std::string cache_file{};            // answers of earlier programs (lookups/sqlite_cache.h); empty: none
  std::string shared_cache{};          // of an organisation (lookups/shared_cache.h); empty: none
  std::string shared_cache_password{};
  std::string ca_file{};  // certificates to believe besides the system's, PEM; empty: those alone
};

}  // namespace mekiki::lookups
