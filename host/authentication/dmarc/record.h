// A DMARC record as its owner published it (RFC 9989 section 4.7, and RFC 7489 section 6.3 as it stands in the world).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mekiki::authentication::dmarc {

// What the owner wants to be done with mail that is not authenticated.
enum class Policy { none, quarantine, reject };
std::string_view to_string(Policy policy);

struct Record {
  Policy policy = Policy::none;       // p
  std::optional<Policy> subdomains;   // sp
  std::optional<Policy> nonexistent;  // np
  bool strict_dkim = false;           // adkim=s
  bool strict_spf = false;            // aspf=s
  bool testing = false;               // t=y
  char public_suffix = 'u';           // psd: 'y', 'n', 'u'
  unsigned percent = 100;             // pct of RFC 7489
  bool reports = false;               // rua names somebody
};

// "v=DMARC1" is the first tag, in exactly these letters.
bool is_dmarc_record(std::string_view txt);

// Unknown tags and nonsense in tags of no weight are passed over. Errors: "version", "policy" (p, sp or np is nonsense
// and nobody wants reports: no DMARC then).
mekiki::Result<Record> parse_record(std::string_view txt);

}  // namespace mekiki::authentication::dmarc
