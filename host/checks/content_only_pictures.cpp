// The mail says nothing in letters: pictures speak, where no filter reads them, and lead to somebody who has nothing to
// do with the sender.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Texts& texts, const facts::Kinship& kinship, const facts::Links& links,
             const facts::Sender& sender, const facts::Bulk& bulk, Sink& sink) {
  if (!texts.only_pictures || bulk.discussion || bulk.automatic || sender.domain.empty()) return;
  if (!kinship.foreign() && !sender.anyone_can_have_address) return;
  for (const facts::Link* link : action_links(links)) {
    const bool picture = link->picture || link->kind == html::LinkKind::area;
    if (!picture || !leads_to_stranger(*link, sender, sender.brand)) continue;
    Finding finding;
    finding.severity = Severity::medium;
    finding.parameters["host"] = link->host;
    finding.parameters["address"] = sender.from.address();
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check content_only_pictures;
const Check content_only_pictures = make<examine>();

}  // namespace mekiki::checks
