// The words of the ledger.
#pragma once

#include <string>

#include "lookups/answerer.h"

namespace mekiki::lookups {

// "yes", "no", "unknown: timeout"
inline std::string outcome_words(const questions::Answer& answer) {
  std::string words(questions::to_string(answer.outcome));
  if (answer.outcome == questions::Outcome::unknown) words += ": " + answer.reason;
  return words;
}

// A line about a question that never left the machine.
inline Query local_query(const questions::Question& question, std::string to) {
  Query query;
  query.kind = question.kind;
  query.name = question.name;
  query.to = std::move(to);
  query.reveals = "nothing";
  return query;
}

}  // namespace mekiki::lookups
