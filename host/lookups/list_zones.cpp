#include "lookups/list_zones.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mekiki::lookups {
namespace {

constexpr auto meanings = std::to_array<std::string_view>(
    {"spam", "phish", "malware", "botnet", "exploited", "policy", "hacked", "redirector", "grey", "listed"});

// https://www.spamhaus.org/faqs/dnsbl-usage/ and
// https://docs.spamhaus.com/datasets/docs/source/10-data-type-documentation/
ListZone spamhaus_zen(const std::string& key) {
  ListZone zone{.name = "zen.spamhaus.org", .ips = true, .ipv6 = true, .key = key, .listed = "2.0.0.127"};
  zone.below = key.empty() ? zone.name : key + ".zen.dq.spamhaus.net";
  zone.codes = {{"127.0.0.2", "spam"},      {"127.0.0.3", "spam"},      {"127.0.0.4", "exploited"},
                {"127.0.0.5", "exploited"}, {"127.0.0.6", "exploited"}, {"127.0.0.7", "exploited"},
                {"127.0.0.9", "spam"},      {"127.0.0.10", "policy"},   {"127.0.0.11", "policy"}};
  return zone;
}

ListZone spamhaus_dbl(const std::string& key) {
  ListZone zone{.name = "dbl.spamhaus.org", .domains = true, .key = key, .listed = "dbltest.com"};
  zone.unlisted = "invalid";
  zone.below = key.empty() ? zone.name : key + ".dbl.dq.spamhaus.net";
  zone.codes = {{"127.0.1.2", "spam"},     {"127.0.1.4", "phish"},    {"127.0.1.5", "malware"},
                {"127.0.1.6", "botnet"},   {"127.0.1.102", "hacked"}, {"127.0.1.103", "redirector"},
                {"127.0.1.104", "hacked"}, {"127.0.1.105", "hacked"}, {"127.0.1.106", "hacked"}};
  return zone;
}

// https://www.spamcop.net/fom-serve/cache/291.html
ListZone spamcop() {
  return {.name = "bl.spamcop.net",
          .below = "bl.spamcop.net",
          .ips = true,
          .listed = "2.0.0.127",
          .codes = {{"127.0.0.2", "spam"}}};
}

// https://www.barracudacentral.org/rbl/how-to-use: only for name servers that were registered there.
ListZone barracuda() {
  return {.name = "b.barracudacentral.org",
          .below = "b.barracudacentral.org",
          .ips = true,
          .listed = "2.0.0.127",
          .codes = {{"127.0.0.2", "spam"}}};
}

// https://www.surbl.org/lists: 127.0.0.1 means that access is blocked.
ListZone surbl() {
  ListZone zone{.name = "multi.surbl.org", .below = "multi.surbl.org", .domains = true, .bits = true};
  zone.listed = "surbl-org-permanent-test-point.com";
  zone.unlisted = "invalid";
  zone.codes = {{"1", "refused"},     {"8", "phish"}, {"16", "malware"},
                {"32", "redirector"}, {"64", "spam"}, {"128", "hacked"}};
  return zone;
}

// https://www.uribl.com/about.shtml: 127.0.0.1 means that the query was refused.
ListZone uribl() {
  ListZone zone{.name = "multi.uribl.com", .below = "multi.uribl.com", .domains = true, .bits = true};
  zone.listed = "test.uribl.com";
  zone.unlisted = "invalid";
  zone.codes = {{"1", "refused"}, {"2", "spam"}, {"4", "grey"}, {"8", "spam"}};
  return zone;
}

struct Octets {
  std::array<unsigned, 4> of{};
};

std::optional<Octets> octets(std::string_view address) {
  Octets result;
  const char* at = address.data();
  const char* const end = at + address.size();
  for (std::size_t i = 0; i < 4; ++i) {
    if (i > 0) {
      if (at == end || *at != '.') return std::nullopt;
      ++at;
    }
    const auto read = std::from_chars(at, end, result.of.at(i));
    if (read.ec != std::errc() || result.of.at(i) > 255) return std::nullopt;
    at = read.ptr;
  }
  return at == end ? std::optional(result) : std::nullopt;
}

void add_listing(const ListZone& zone, const std::string& code, std::string_view meaning, ListVerdict& verdict) {
  if (meaning == "refused") {
    verdict.kind = ListVerdict::Kind::refused;
    return;
  }
  if (verdict.kind != ListVerdict::Kind::refused) verdict.kind = ListVerdict::Kind::listed;
  verdict.listings.push_back(zone.name + " " + code + " " + std::string(meaning));
}

// What one address of 127/8 says. A code that the list does not document is none of its listings.
void read_code(const ListZone& zone, const std::string& address, unsigned last, ListVerdict& verdict) {
  if (zone.codes.empty()) return add_listing(zone, address, zone.meaning, verdict);
  if (!zone.bits) {
    if (const auto found = zone.codes.find(address); found != zone.codes.end()) {
      add_listing(zone, address, found->second, verdict);
    }
    return;
  }
  for (const auto& [bit, meaning] : zone.codes) {
    unsigned value = 0;
    std::from_chars(bit.data(), bit.data() + bit.size(), value);
    if ((last & value) != 0) add_listing(zone, address, meaning, verdict);
  }
}

}  // namespace

bool is_list_meaning(std::string_view word) {
  return std::find(meanings.begin(), meanings.end(), word) != meanings.end();
}

std::optional<ListZone> known_list_zone(std::string_view name, const std::string& key) {
  for (ListZone zone : {spamhaus_zen(key), spamhaus_dbl(key), spamcop(), barracuda(), surbl(), uribl()}) {
    if (zone.name == name) return zone;
  }
  return std::nullopt;
}

std::vector<ListZone> usual_list_zones() { return {spamhaus_zen({}), spamhaus_dbl({}), spamcop(), surbl(), uribl()}; }

ListZone plain_list_zone(std::string name, bool ips, bool domains) {
  ListZone zone{.name = name, .below = std::move(name), .ips = ips, .ipv6 = ips, .domains = domains};
  zone.listed = ips ? "2.0.0.127" : "test";
  zone.unlisted = ips ? "1.0.0.127" : "invalid";
  return zone;
}

ListVerdict judge_list_answer(const ListZone& zone, const std::vector<std::string>& addresses) {
  ListVerdict verdict;
  for (const std::string& address : addresses) {
    const auto numbers = octets(address);
    if (!numbers || numbers->of[0] != 127) return {ListVerdict::Kind::rewritten, {}};
    // 127.255.255.0/24: the query was wrong, or not served (RFC 5782 knows it not; Spamhaus, and others after it).
    if (numbers->of[1] == 255 && numbers->of[2] == 255) return {ListVerdict::Kind::refused, {}};
    read_code(zone, address, numbers->of[3], verdict);
  }
  if (verdict.kind == ListVerdict::Kind::refused) verdict.listings.clear();
  return verdict;
}

}  // namespace mekiki::lookups
