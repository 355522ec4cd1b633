// What registries say of a domain: RDAP (RFC 9083) and WHOIS (RFC 3912), as answers. Every byte of it is hostile.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "questions/question.h"

namespace mekiki::lookups {

// "registrar=...", "country=...", "created=YYYY-MM-DD", each only where told and not withheld. unknown: "invalid" (no
// domain object), "error" (none of the three is told).
questions::Answer read_rdap_reply(std::string_view json);

// The same from the text of a WHOIS server, in the forms of many registries, JPRS in Japanese and with "/e" among them.
// no: it says that there is no such name; unknown("limit"): it says that we ask too often.
questions::Answer read_whois_reply(std::string_view text, std::string_view ending);

// "2025-01-31" of what registries write: ISO 8601, "2025/01/31", "31.01.2025", "31-Jan-2025", "20250131", each with or
// without a time after it.
std::optional<std::string> plain_date(std::string_view written);

}  // namespace mekiki::lookups
