// The mail presses: a short deadline or a threat. Honest companies press too; it is only a colour beside other
// findings.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

bool asks_for_action(const facts::Demands& demands) {
  for (const PhraseKind kind : {PhraseKind::log_in, PhraseKind::verify, PhraseKind::password, PhraseKind::card,
                                PhraseKind::pay, PhraseKind::pay_crypto, PhraseKind::gift_card, PhraseKind::call}) {
    if (demands.has(kind)) return true;
  }
  return false;
}

void examine(const facts::Demands& demands, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Links& links, Sink& sink) {
  const facts::Phrase* deadline = demands.first(PhraseKind::deadline);
  const facts::Phrase* threat = demands.first(PhraseKind::threat);
  const facts::Phrase* outage = demands.first(PhraseKind::outage);
  const facts::Phrase* pressure = threat != nullptr ? threat : deadline != nullptr ? deadline : outage;
  if (pressure == nullptr || !asks_for_action(demands)) return;
  if (false_claim(claims, sender) == nullptr) {
    // Without a false name it takes both a deadline and a threat, and a way out that leads to a stranger.
    if (deadline == nullptr || threat == nullptr) return;
    bool stranger = false;
    for (const facts::Link* link : action_links(links)) stranger |= leads_to_stranger(*link, sender, sender.brand);
    if (!stranger) return;
  }
  Finding finding;
  finding.severity = Severity::weak;
  finding.variant = threat != nullptr ? "threat" : deadline != nullptr ? "" : "outage";
  finding.parameters["words"] = pressure->excerpt;
  finding.evidence.push_back(evidence_of(*pressure));
  if (threat != nullptr && deadline != nullptr) finding.evidence.push_back(evidence_of(*deadline));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check content_urgency;
const Check content_urgency = make<examine>();

}  // namespace mekiki::checks
