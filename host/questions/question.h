// What the examiner may ask the world, and what it may hear. A question is a kind and a name; it is
// the host that decides whether, whom and how to ask. Every answer is yes, no, or unknown with a reason.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mekiki::questions {

enum class Kind {
  dns_a,          // name: domain          values: IPv4 addresses
  dns_aaaa,       // name: domain          values: IPv6 addresses
  dns_mx,         // name: domain          values: "10 mx1.example.jp" (RFC 7505 null MX: "0 .")
  dns_ns,         // name: domain          values: host names
  dns_txt,        // name: domain          values: each record, its strings joined (RFC 7208 3.3)
  dns_ptr,        // name: IP address      values: host names
  dns_cname,      // name: domain          values: host names
  dns_soa,        // name: domain          values: "mname rname serial"
  list_ip,        // name: IP address      values: "<list> <code> <meaning>" of each listing, as lookups/lists.h says
  list_domain,    // name: domain          values: the same; "<list> - <meaning> page": a page of this host is listed
  registration,   // name: domain          values: "registrar=...", "country=...", "created=YYYY-MM-DD"
  place,          // name: IP address      values: "country=JP", "region=...", "city=...", "latitude=...",
                  //                               "longitude=...", "asn=2518", "network=BIGLOBE Inc.",
                  //                               "prefix=222.227.84.0/24"; each only where known
  correspondent,  // name: mail address   values: "mails=3", "first=YYYY-MM-DD", "last=YYYY-MM-DD": what this computer
                  //                               remembers of the sender
  page,           // name: URL             values: what the page shows; only ever on the reader's request
};

std::string_view to_string(Kind kind);
std::optional<Kind> kind_from_string(std::string_view word);

struct Question {
  Kind kind = Kind::dns_a;
  std::string name;  // canonical: lower case, A-labels, no trailing dot; IPs in RFC 5952 form

  auto operator<=>(const Question&) const = default;
};

// What a name of this kind is.
enum class NameKind { domain, ip, url, address };
NameKind name_kind(Kind kind);

// The question in canonical form, or nullopt where its name is not legal for its kind:
// domain  at most 253 bytes, labels of 1 to 63 letters, digits, hyphens and underscores (RFC 1035 2.3.4, RFC 8552),
//         above the last one also what SPF's macros make of addresses (RFC 7208 section 7): space +=~!#$%&^`{|}:/?'
//         ASCII only (IDNA is the asker's work), the last label not a number; lower-cased, one trailing dot cut
// ip      IPv4 dotted quad, or IPv6 rewritten as RFC 5952; an IPv4-mapped one (RFC 4291 2.5.5.2) becomes IPv4
// url     http or https, printable ASCII without spaces, at most limits::url_bytes
// address "local@domain", printable ASCII without spaces, lower-cased, at most limits::address_bytes
std::optional<Question> canonical(Question question);

enum class Outcome {
  yes,      // answered, with values
  no,       // answered: there is none (NXDOMAIN or no such record; not listed)
  unknown,  // not answered; `reason` says why
};

std::string_view to_string(Outcome outcome);
std::optional<Outcome> outcome_from_string(std::string_view word);

struct Answer {
  Outcome outcome = Outcome::unknown;
  // Why it is unknown: "pending" (not asked yet) | "offline" | "policy" | "timeout" | "refused" | "servfail" | "limit"
  // | "no_database" | "invalid" | "error" | "cancelled" | "rewritten" (the answer is not that of the list asked: a
  // wildcard, a resolver that bends answers) | "not_recorded" (a replay does not have it) | "too_few" (too little is
  // remembered to say so). Empty unless unknown; with `no`, "nxdomain" tells that the name itself does not exist.
  std::string reason;
  std::vector<std::string> values;  // valid UTF-8, in an order that does not depend on the answering server

  static Answer yes(std::vector<std::string> values) { return {Outcome::yes, {}, std::move(values)}; }
  static Answer no(std::string reason = {}) { return {Outcome::no, std::move(reason), {}}; }
  static Answer unknown(std::string reason) { return {Outcome::unknown, std::move(reason), {}}; }

  [[nodiscard]] bool pending() const { return outcome == Outcome::unknown && reason == "pending"; }
  bool operator==(const Answer&) const = default;
};

using Answers = std::map<Question, Answer>;

}  // namespace mekiki::questions
