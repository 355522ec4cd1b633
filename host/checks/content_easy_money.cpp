// Work that pays much for little, from a private mailbox or away into a messenger: the pay never comes, a deposit or a
// bank account to pass stolen money through is wanted instead.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

void examine(const facts::Demands& demands, const facts::Sender& sender, const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion || bulk.automatic || sender.domain.empty()) return;
  const facts::Phrase* job = demands.first(PhraseKind::job_offer);
  if (job == nullptr || demands.count(PhraseKind::job_offer) < 2) return;
  const facts::Phrase* messenger = demands.first(PhraseKind::messenger);
  if (messenger == nullptr && !sender.anyone_can_have_address) return;
  Finding finding;
  finding.severity = messenger != nullptr ? Severity::strong : Severity::medium;
  finding.variant = messenger != nullptr ? "messenger" : "";
  finding.parameters["words"] = job->excerpt;
  finding.parameters["other"] = messenger != nullptr ? messenger->excerpt : sender.from.address();
  finding.evidence.push_back(evidence_of(*job));
  if (messenger != nullptr) finding.evidence.push_back(evidence_of(*messenger));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check content_easy_money;
const Check content_easy_money = make<examine>();

}  // namespace mekiki::checks
