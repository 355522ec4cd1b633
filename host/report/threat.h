// How a site looks from outside: the level that an analyst's tools give, with its reasons.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "checks/sites.h"
#include "report/json.h"

namespace mekiki::report {

// {"level": "low" | "medium" | "high", "reasons": [...]} in the asked language, or null where nobody who could know was
// asked. high: listed for scam or malware. medium: listed otherwise (the site, or the machine it stands on), or its
// name is less than a month old, or a rented name that was thrown together. low: none of these, and at least the lists
// or the registry have spoken; an old name alone lowers nothing.
nlohmann::json threat_json(const checks::Site& site, const std::string& ip, const Judged& judged);

}  // namespace mekiki::report
