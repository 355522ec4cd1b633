// The mail brings along a result in the name of the reader's own mail server that this server did not write.
#include "checks/check.h"
#include "checks/proof.h"

namespace mekiki::checks {
namespace {

void examine(const message::Message& message, const authentication::Authentication& found, Sink& sink) {
  for (const authentication::results::Field& field : found.results.fields) {
    if (field.standing != authentication::results::Standing::forged) continue;
    Finding finding;
    finding.severity = Severity::medium;
    finding.parameters["server"] = field.results.authserv_id;
    finding.evidence.push_back(evidence_of_field(message, field.field));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check authentication_forged_results;
const Check authentication_forged_results = make<examine>();

}  // namespace mekiki::checks
