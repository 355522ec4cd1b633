#include <set>

#include "checks/check.h"

namespace mekiki::checks {

Outcome run_all(const facts::Facts& facts, const questions::Answers& known) {
  Outcome outcome;
  std::set<questions::Question> open;
  for (const Registered& registered : registry()) {
    questions::Inquiry inquiry(known);
    std::vector<Finding> found;
    Sink sink(found);
    registered.check->run(facts, inquiry, sink);
    for (Finding& finding : found) {
      finding.code = registered.code;
      outcome.findings.push_back(std::move(finding));
    }
    for (const questions::Question& question : inquiry.asked()) {
      const auto answer = known.find(question);
      if (answer == known.end()) {
        outcome.unknown.push_back({registered.code, question, "pending"});
      } else if (answer->second.outcome == questions::Outcome::unknown) {
        outcome.unknown.push_back({registered.code, question, answer->second.reason});
      }
    }
    open.insert(inquiry.open().begin(), inquiry.open().end());
  }
  outcome.open.assign(open.begin(), open.end());
  return outcome;
}

}  // namespace mekiki::checks
