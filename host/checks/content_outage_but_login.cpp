// The service is said to be down, yet its reader is to log in to it, or to read its settings, by the mail's own link.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

const facts::Phrase* demand_of(const facts::Demands& demands) {
  for (const PhraseKind kind :
       {PhraseKind::log_in, PhraseKind::password, PhraseKind::verify, PhraseKind::mailbox_problem}) {
    if (const facts::Phrase* phrase = demands.first(kind)) return phrase;
  }
  return nullptr;
}

void examine(const facts::Demands& demands, const facts::Links& links, const facts::Claims& claims,
             const facts::Sender& sender, Sink& sink) {
  const facts::Phrase* outage = demands.first(PhraseKind::outage);
  const facts::Phrase* demand = demand_of(demands);
  if (outage == nullptr || demand == nullptr) return;
  const facts::ClaimedBrand* claimed = claims.main();
  for (const facts::Link* link : action_links(links)) {
    // A provider that tells of its outage on its own status page contradicts nothing.
    const bool honest = claimed == nullptr || false_claim(claims, sender) == nullptr;
    if (!leads_to_stranger(*link, honest ? sender : facts::Sender{}, claimed == nullptr ? nullptr : claimed->brand)) {
      continue;
    }
    Finding finding;
    finding.severity = claimed == nullptr ? Severity::weak : Severity::medium;
    finding.parameters["outage"] = outage->excerpt;
    finding.parameters["demand"] = link->text.empty() ? demand->excerpt : link->text;
    finding.parameters["host"] = link->host;
    finding.evidence = {evidence_of(*outage), evidence_of(*demand), evidence_of(*link)};
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check content_outage_but_login;
const Check content_outage_but_login = make<examine>();

}  // namespace mekiki::checks
