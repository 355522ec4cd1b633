// What is known about the reader before the mail is opened: from the settings, from the mail program, and learned.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mekiki::facts {

// Somebody whose name scammers borrow: the boss, the treasurer.
struct Vip {
  std::string name;
  std::vector<std::string> addresses;  // his or hers: "local@domain"

  bool operator==(const Vip&) const = default;
};

struct Circumstances {
  std::int64_t now = 0;                       // time of the examination
  std::vector<std::string> own_domains;       // the reader's own, by policy
  std::vector<std::string> own_servers;       // of the reader's receiving side, by policy
  std::vector<std::string> reader_addresses;  // of the account that holds the mail: "local@domain"
  std::vector<std::string> learned_servers;   // host names that received this account's mails before
  bool correspondents = false;                // this computer remembers senders and may be asked
  bool lists = false;                         // blocklists may be asked
  bool registration = false;                  // registries may be asked
  std::vector<Vip> vips;                      // by policy
};

}  // namespace mekiki::facts
