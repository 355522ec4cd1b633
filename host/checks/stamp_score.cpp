// A filter's header calls the mail spam. Who wrote the header cannot be told when it stands below the trust boundary.
#include "checks/check.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Stamps& stamps, const facts::Route& route, Sink& sink) {
  for (const facts::Stamp& stamp : stamps.all) {
    if (stamp.in_subject || !stamp.says_spam) continue;
    Finding finding;
    finding.severity = Severity::weak;
    finding.variant = stamp.by_receiver ? "receiver" : "";
    finding.parameters["header"] = stamp.text;
    finding.parameters["filter"] = stamp.filter.empty() ? stamp.where.substr(stamp.where.find(':') + 1) : stamp.filter;
    finding.parameters["by"] = route.receiver;
    finding.evidence.push_back({stamp.where, stamp.text, stamp.span});
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check stamp_score;
const Check stamp_score = make<examine>();

}  // namespace mekiki::checks
