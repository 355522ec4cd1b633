// What the sentences about authentication are made with.
#pragma once

#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/utf8.h"
#include "names/domain.h"
#include "report/json.h"
#include "report/words.h"

namespace mekiki::report {

inline std::string bounded(std::string_view text) { return shorten(to_valid_utf8(text), limits::excerpt_bytes); }

// Empty where there is no such text.
inline std::string say(const Judged& judged, std::string_view key, const Parameters& parameters = {}) {
  return text_of("report.authentication", key, "text", judged.language, parameters).value_or(std::string());
}

// Of the organisation of From.
inline bool is_author(const Judged& judged, const std::string& domain) {
  const std::string& organisation = judged.facts.sender.organisation;
  return !organisation.empty() && names::organisation_domain(domain) == organisation;
}

}  // namespace mekiki::report
