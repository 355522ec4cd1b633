// What host and examiner say to each other, decoded and checked. The host believes nothing of it unseen.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "lookups/answerer.h"
#include "processes/sandbox.h"
#include "questions/question.h"

namespace mekiki::processes {

struct Ready {
  SandboxStatus sandbox;
  std::string version;
};

struct Asking {
  std::vector<questions::Question> questions;
  nlohmann::json report;  // partial
};

struct Finished {
  nlohmann::json report;
};

struct Failed {
  Error error;  // not_a_mail, too_large; anything else has become internal
};

// Errors: examiner_invalid, detail says what is wrong with the frame.
Result<Ready> read_ready(const nlohmann::json& frame);
Result<std::variant<Asking, Finished, Failed>> read_examiner_frame(nlohmann::json frame);

// Why this is not a report of schema 1; empty: it is one. Looks at size, encoding, required members and their types,
// and the enumerated values.
std::string report_defect(const nlohmann::json& report);

// {"type":"answers","answers":[[kind, name, outcome, reason, [values]], ...]}
nlohmann::json answers_frame(const questions::Answers& answers);
Result<questions::Answers> read_answers_frame(const nlohmann::json& frame);
nlohmann::json questions_frame(const std::vector<questions::Question>& questions, nlohmann::json report);

// The report's ledger of queries.
nlohmann::json ledger_entry(const lookups::Query& query);

}  // namespace mekiki::processes
