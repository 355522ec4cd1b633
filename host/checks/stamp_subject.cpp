// A receiving server's filter put its tag into the subject. That is this server's opinion, not a proof.
#include "checks/check.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Stamps& stamps, Sink& sink) {
  for (const facts::Stamp& stamp : stamps.all) {
    if (!stamp.in_subject || !stamp.says_spam) continue;
    Finding finding;
    finding.severity = Severity::weak;
    finding.parameters["tag"] = stamp.text;
    finding.evidence.push_back({stamp.where, stamp.text, stamp.span});
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check stamp_subject;
const Check stamp_subject = make<examine>();

}  // namespace mekiki::checks
