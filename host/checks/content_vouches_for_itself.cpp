// The mail says of itself that its sender can be trusted. That is for the reader's own server to say, and it does not
// say it in the text.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Demands& demands, const facts::Links& links, const facts::Bulk& bulk, Sink& sink) {
  const facts::Phrase* words = demands.first(text::PhraseKind::vouching);
  if (words == nullptr || bulk.discussion || action_links(links).empty()) return;
  Finding finding;
  finding.severity = Severity::medium;
  finding.parameters["words"] = words->excerpt;
  finding.evidence.push_back(evidence_of(*words));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check content_vouches_for_itself;
const Check content_vouches_for_itself = make<examine>();

}  // namespace mekiki::checks
