// An SPF record as its owner wrote it (RFC 7208 sections 4.6 and 5, grammar in section 12).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mekiki::authentication::spf {

enum class Mechanism { all, include, a, mx, ptr, ip4, ip6, exists };

struct Directive {
  char qualifier = '+';  // '+', '-', '~', '?'
  Mechanism mechanism = Mechanism::all;
  std::string domain_spec;  // with its macros; empty: the current domain
  std::string network;      // of ip4 and ip6: the address, canonical
  unsigned prefix4 = 32;    // bits of an IPv4 address that must agree
  unsigned prefix6 = 128;
  std::string written;  // the term as it stands in the record
};

struct Record {
  std::vector<Directive> directives;
  std::string redirect;     // domain-spec of the modifier, or empty
  std::string explanation;  // domain-spec of "exp", or empty
};

// Whether a TXT record claims to be an SPF record: "v=spf1" alone or followed by a space (section 4.5).
bool is_spf_record(std::string_view txt);

// Error "syntax" with the term that is wrong: one mistake anywhere makes the record worthless (section 4.6).
mekiki::Result<Record> parse_record(std::string_view txt);

}  // namespace mekiki::authentication::spf
