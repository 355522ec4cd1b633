// The blocklists that are asked by DNS (RFC 5782), and what their answers mean by their own documentation.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::lookups {

struct ListZone {
  std::string name;                   // as the report shows it: "zen.spamhaus.org"
  std::string below{};                // where it is asked: "zen.spamhaus.org", "<key>.zen.dq.spamhaus.net"
  bool ips = false;                   // addresses are asked
  bool ipv6 = false;                  // of both kinds
  bool domains = false;               // names are asked
  bool bits = false;                  // the last number of the code is a set of bits
  std::string key{};                  // part of `below` that must not be shown
  std::string listed{};               // a name below that is always listed: "2.0.0.127"
  std::string unlisted{"1.0.0.127"};  // one that never is
  std::string meaning = "listed";     // where `codes` say nothing
  // "127.0.0.4" (or, with `bits`, "4") -> meaning; empty: every address of 127/8 is `meaning`.
  std::map<std::string, std::string, std::less<>> codes{};
};

// The words for a meaning: "spam" | "phish" | "malware" | "botnet" | "exploited" (an infected machine or open relay) |
// "policy" (should not send mail itself) | "hacked" (a good site that was broken into) | "redirector" | "grey" (mass
// mail, not scam) | "listed" (nothing more is said).
bool is_list_meaning(std::string_view word);

// By its name, with the key of a customer where it has one. nullopt: not known here.
std::optional<ListZone> known_list_zone(std::string_view name, const std::string& key = {});
// Those asked where the settings only say that lists may be asked: free for small use, no registration.
std::vector<ListZone> usual_list_zones();
// Any other, by its shape: the test points of RFC 5782 section 5.
ListZone plain_list_zone(std::string name, bool ips, bool domains);

struct ListVerdict {
  enum class Kind {
    listed,
    unlisted,
    refused,    // the list does not serve us: a key is missing, too many queries, an open resolver
    rewritten,  // no answer of a list (RFC 5782 section 2.1: they are in 127/8)
  };
  Kind kind = Kind::unlisted;
  std::vector<std::string> listings{};  // "<name> <code> <meaning>"
};

// What addresses say that were answered to a question below the zone.
ListVerdict judge_list_answer(const ListZone& zone, const std::vector<std::string>& addresses);

}  // namespace mekiki::lookups
