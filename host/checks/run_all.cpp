#include <set>

#include "checks/check.h"

namespace mekiki::checks {
namespace {

void note_unknown(std::string_view code, const questions::Inquiry& inquiry, const questions::Answers& known,
                  Outcome& outcome) {
  for (const questions::Question& question : inquiry.asked()) {
    const auto answer = known.find(question);
    if (answer == known.end()) {
      outcome.unknown.push_back({code, question, "pending"});
    } else if (answer->second.outcome == questions::Outcome::unknown) {
      outcome.unknown.push_back({code, question, answer->second.reason});
    }
  }
}

}  // namespace

Outcome run_all(const facts::Facts& facts, const questions::Answers& known) {
  Outcome outcome;
  std::set<questions::Question> open;
  // Its questions are nobody's own: they stand in the report under the group's name.
  questions::Inquiry authentication(known);
  outcome.authentication = authentication::authenticate(facts.authentication, authentication);
  open = authentication.open();
  note_unknown("authentication", authentication, known, outcome);
  for (const Registered& registered : registry()) {
    questions::Inquiry inquiry(known);
    std::vector<Finding> found;
    Sink sink(found);
    registered.check->run(facts, outcome.authentication, inquiry, sink);
    for (Finding& finding : found) {
      finding.code = registered.code;
      outcome.findings.push_back(std::move(finding));
    }
    note_unknown(registered.code, inquiry, known, outcome);
    open.insert(inquiry.open().begin(), inquiry.open().end());
  }
  outcome.open.assign(open.begin(), open.end());
  return outcome;
}

}  // namespace mekiki::checks
