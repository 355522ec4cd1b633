// The DNS tree walk (RFC 9989 section 4.10): where a domain's DMARC records stand, and which organisation it is of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authentication/dmarc/record.h"
#include "questions/inquiry.h"

namespace mekiki::authentication::dmarc {

// The names whose "_dmarc" is looked at, the domain itself first: at most eight.
std::vector<std::string> names_of_walk(std::string_view domain);

struct Walk {
  struct Step {
    std::string domain;
    std::optional<Record> record;
    std::string problem;  // "several_records", "policy"; empty: none or a good one
    std::string unknown;  // reason of an answer that is missing
  };
  std::vector<Step> steps;  // as far as the walk goes
  // Of the first answer that is missing: until it is there the organisation is not certain.
  std::string unknown;

  // Section 4.10.2. The domain itself where no record says more.
  [[nodiscard]] std::string organisation() const;
};

// Asks for all names at once.
Walk walk(const std::string& domain, questions::Inquiry& inquiry);

}  // namespace mekiki::authentication::dmarc
