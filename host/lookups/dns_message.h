// A reply of the DNS, from the wire to an Answer (RFC 1035 section 4). Every byte of it is hostile.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "questions/question.h"

namespace mekiki::lookups {

// The TYPE field of a question's record (RFC 1035 section 3.2.2, RFC 3596); nullopt for what is not asked by DNS.
std::optional<std::uint16_t> dns_type(questions::Kind kind);

// The name to be sent: the question's own, or for addresses the one below in-addr.arpa or ip6.arpa (RFC 1035
// section 3.5, RFC 3596 section 2.5). Precondition: the question is canonical.
std::string dns_name(const questions::Question& question);

// Names that RFC 6761 and RFC 7686 keep out of the DNS: localhost, invalid, onion, and all below them.
bool is_kept_out_of_dns(std::string_view name);

enum class DnsVerdict {
  answered,   // `answer` is final
  try_other,  // this server would or could not say; another one might
};

struct DnsReply {
  DnsVerdict verdict = DnsVerdict::answered;
  questions::Answer answer;
  std::chrono::seconds ttl{0};  // RFC 2308 for negative answers; 0: not to be kept
};

// What `wire`, a reply to a question for `name` and `kind`, says. Follows CNAMEs inside the reply. Names are written
// in lower case, bytes that a host name does not have as \DDD (RFC 1035 section 5.1); text that is not UTF-8 gets
// U+FFFD. Values are sorted and distinct. Unknown reasons: "servfail", "refused", "limit" (too much data), "error"
// (malformed, or another RCODE).
DnsReply read_dns_reply(std::span<const std::uint8_t> wire, questions::Kind kind, std::string_view name);

}  // namespace mekiki::lookups
