// A problem with an account, and a link to a stranger's house to solve it: the pattern of credential theft.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

const facts::Phrase* first_of(const facts::Demands& demands, std::initializer_list<PhraseKind> kinds) {
  for (const PhraseKind kind : kinds) {
    if (const facts::Phrase* phrase = demands.first(kind)) return phrase;
  }
  return nullptr;
}

const facts::Link* strangers_link(const facts::Links& links, const facts::Sender& sender, const facts::Claims& claims) {
  const facts::ClaimedBrand* claimed = claims.main();
  const bool honest = false_claim(claims, sender) == nullptr;
  for (const facts::Link* link : action_links(links)) {
    const names::Brand* brand = claimed == nullptr ? sender.brand : claimed->brand;
    if (leads_to_stranger(*link, honest ? sender : facts::Sender{}, brand)) return link;
  }
  return nullptr;
}

void examine(const facts::Demands& demands, const facts::Links& links, const facts::Sender& sender,
             const facts::Claims& claims, const facts::Bulk& bulk, Sink& sink) {
  const facts::Phrase* problem =
      first_of(demands, {PhraseKind::mailbox_problem, PhraseKind::account_problem, PhraseKind::payment_problem,
                         PhraseKind::parcel_problem, PhraseKind::tax_notice, PhraseKind::renewal, PhraseKind::outage,
                         PhraseKind::invoice, PhraseKind::document});
  const facts::Phrase* demand =
      first_of(demands, {PhraseKind::password, PhraseKind::card, PhraseKind::log_in, PhraseKind::verify});
  if (problem == nullptr || demand == nullptr) return;
  const facts::Link* link = strangers_link(links, sender, claims);
  const bool lies = false_claim(claims, sender) != nullptr;
  if (!lies && (link == nullptr || bulk.mailing_list)) return;
  const bool pressed =
      demands.has(PhraseKind::deadline) || demands.has(PhraseKind::threat) || demands.has(PhraseKind::impersonal);
  if (!lies && !pressed) return;
  Finding finding;
  finding.severity =
      lies || problem->kind == PhraseKind::mailbox_problem || problem->kind == PhraseKind::account_problem
          ? Severity::medium
          : Severity::weak;
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
