// A stranger is in love by mail and wants to go on elsewhere: the first letter of a romance fraud.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

// Answers shall go to a second private mailbox, or into a messenger.
bool moves_on(const facts::Demands& demands, const facts::Sender& sender) {
  if (demands.has(PhraseKind::messenger)) return true;
  const names::Owner* owner = names::owner_of(sender.reply_domain);
  return (owner != nullptr && owner->kind == names::OwnerKind::free_mail) || demands.has(PhraseKind::reply_details);
}

void examine(const facts::Demands& demands, const facts::Sender& sender, const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion || bulk.automatic || sender.domain.empty()) return;
  const facts::Phrase* words = demands.first(PhraseKind::acquaintance);
  if (words == nullptr || demands.count(PhraseKind::acquaintance) < 2 || !moves_on(demands, sender)) return;
  Finding finding;
  finding.severity = demands.count(PhraseKind::acquaintance) >= 3 ? Severity::strong : Severity::medium;
  finding.parameters["words"] = words->excerpt;
  finding.evidence.push_back(evidence_of(*words));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check content_strangers_affection;
const Check content_strangers_affection = make<examine>();

}  // namespace mekiki::checks
