// The reader shall take the telephone and scan a code to log in, to confirm or to read a paper: on the telephone no
// mail filter and no company's protection looks at the address.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

const facts::Phrase* stake_of(const facts::Demands& demands) {
  return demands.first_of({PhraseKind::account_problem, PhraseKind::mailbox_problem, PhraseKind::password,
                           PhraseKind::verify, PhraseKind::log_in, PhraseKind::document, PhraseKind::payment_problem,
                           PhraseKind::tax_notice, PhraseKind::threat, PhraseKind::deadline});
}

void examine(const facts::Demands& demands, const facts::Kinship& kinship, const facts::Sender& sender,
             const facts::Bulk& bulk, Sink& sink) {
  const facts::Phrase* scan = demands.first(PhraseKind::scan_code);
  const facts::Phrase* stake = stake_of(demands);
  if (scan == nullptr || stake == nullptr || bulk.discussion || sender.domain.empty() || sender.brand != nullptr)
    return;
  const bool stranger = kinship.foreign() || sender.anyone_can_have_address;
  Finding finding;
  finding.severity = stranger ? Severity::strong : Severity::weak;
  finding.parameters["words"] = scan->excerpt;
  finding.parameters["other"] = stake->excerpt;
  finding.evidence = {evidence_of(*scan), evidence_of(*stake)};
  sink.add(std::move(finding));
}

}  // namespace

extern const Check content_scan_code;
const Check content_scan_code = make<examine>();

}  // namespace mekiki::checks
