// A filter's header calls the mail spam. Who wrote the header cannot be told when it stands below the trust boundary.
#include "checks/check.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Stamps& stamps, Sink& sink) {
  for (const facts::Stamp& stamp : stamps.all) {
    if (stamp.in_subject || !stamp.says_spam) continue;
    Finding finding;
    finding.severity = Severity::weak;
    finding.parameters["header"] = stamp.text;
    finding.evidence.push_back({stamp.where, stamp.text, stamp.span});
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check stamp_score;
const Check stamp_score = make<examine>();

}  // namespace mekiki::checks
