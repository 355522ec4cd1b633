// Date and time as mail writes them (RFC 5322 sections 3.3 and 4.3), plus the asctime and ISO 8601 forms.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mekiki::message {

// Seconds since the epoch, UTC; nullopt if it is no date. Comments are skipped; a missing or unknown zone is UTC.
std::optional<std::int64_t> parse_date(std::string_view text);

}  // namespace mekiki::message
