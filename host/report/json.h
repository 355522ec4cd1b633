// The report of schema 1 as JSON. Every string from the mail is plain text, bounded, cut on a character.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>

#include "checks/check.h"
#include "report/verdict.h"
#include "report/words.h"

namespace mekiki::report {

struct Judged {
  const facts::Facts& facts;
  const checks::Outcome& outcome;
  const questions::Answers& known;
  Verdict verdict;
  Language language = Language::en;
  std::int64_t parse_ms = 0;
};

nlohmann::json to_json(const Judged& judged);

}  // namespace mekiki::report
