// A problem with an account, and a link to a stranger's house to solve it: the pattern of credential theft.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

const facts::Phrase* problem_of(const facts::Demands& demands) {
  return demands.first_of({PhraseKind::mailbox_problem, PhraseKind::account_problem, PhraseKind::payment_problem,
                           PhraseKind::parcel_problem, PhraseKind::tax_notice, PhraseKind::security_scare,
                           PhraseKind::renewal, PhraseKind::outage, PhraseKind::invoice, PhraseKind::document});
}

const facts::Link* strangers_link(const facts::Links& links, const facts::Sender& sender, const facts::Claims& claims) {
  const facts::ClaimedBrand* claimed = claims.main();
  const bool honest = false_claim(claims, sender) == nullptr;
  const names::Brand* brand = claimed == nullptr ? sender.brand : claimed->brand;
  return first_strangers_link(links, honest ? sender : facts::Sender{}, brand);
}

// An order or a paper alone is everybody's daily mail; a locked account, a held parcel or a failed payment is a threat
// by itself.
bool is_threat_by_itself(PhraseKind kind) {
  return kind != PhraseKind::invoice && kind != PhraseKind::outage && kind != PhraseKind::document &&
         kind != PhraseKind::renewal;
}

void examine(const facts::Demands& demands, const facts::Links& links, const facts::Sender& sender,
             const facts::Claims& claims, const facts::Bulk& bulk, Sink& sink) {
  const facts::Phrase* problem = problem_of(demands);
  const facts::Phrase* secret =
      demands.first_of({PhraseKind::password, PhraseKind::card, PhraseKind::log_in, PhraseKind::verify});
  const facts::Phrase* demand = secret != nullptr ? secret : demands.first_of({PhraseKind::pay, PhraseKind::click});
  const bool lies = false_claim(claims, sender) != nullptr;
  if (problem == nullptr || demand == nullptr || (lies && secret == nullptr)) return;
  const facts::Link* link = strangers_link(links, sender, claims);
  if (!lies && (link == nullptr || bulk.discussion || bulk.automatic)) return;
  const bool pressed =
      demands.has(PhraseKind::deadline) || demands.has(PhraseKind::threat) || demands.has(PhraseKind::impersonal);
  if (!lies && !pressed && (secret == nullptr || !is_threat_by_itself(problem->kind))) return;
  Finding finding;
  finding.severity =
      lies || (pressed && secret != nullptr) || is_threat_by_itself(problem->kind) ? Severity::medium : Severity::weak;
  finding.variant = link == nullptr ? "no_link" : "";
  finding.parameters["problem"] = problem->excerpt;
  finding.parameters["demand"] = demand->excerpt;
  finding.parameters["host"] = link == nullptr ? "" : link->host;
  finding.evidence = {evidence_of(*problem), evidence_of(*demand)};
  if (link != nullptr) finding.evidence.push_back(evidence_of(*link));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check content_credential_request;
const Check content_credential_request = make<examine>();

}  // namespace mekiki::checks
