// Everything the mail asks to press leads to one single place that is not the sender's: the letterhead is one, the
// house another.
#include <set>

#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

bool wants_something(const facts::Demands& demands) {
  for (const PhraseKind kind :
       {PhraseKind::log_in, PhraseKind::verify, PhraseKind::password, PhraseKind::card, PhraseKind::pay,
        PhraseKind::prize, PhraseKind::refund, PhraseKind::crypto_offer, PhraseKind::parcel_problem,
        PhraseKind::account_problem, PhraseKind::mailbox_problem, PhraseKind::payment_problem, PhraseKind::renewal,
        PhraseKind::points, PhraseKind::document, PhraseKind::tax_notice}) {
    if (demands.has(kind)) return true;
  }
  return false;
}

// Something is at stake that only a service where the reader has an account could speak of.
bool threatens(const facts::Demands& demands) {
  return demands.first_of({PhraseKind::account_problem, PhraseKind::mailbox_problem, PhraseKind::payment_problem,
                           PhraseKind::parcel_problem, PhraseKind::tax_notice, PhraseKind::security_scare,
                           PhraseKind::crypto_offer, PhraseKind::windfall}) != nullptr;
}

// An address that costs nothing to have or to throw away.
bool cheap_sender(const facts::Sender& sender) {
  if (sender.anyone_can_have_address || !names::cut_domain(sender.domain).listed) return true;
  if (names::owner_of(sender.domain, names::OwnerKind::tenant) != nullptr) return true;
  return facts::looks_random(sender.organisation.substr(0, sender.organisation.find('.')));
}

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Demands& demands, const facts::Kinship& kinship, const facts::Bulk& bulk, Sink& sink) {
  if (sender.domain.empty() || bulk.discussion || claims.main() != nullptr) return;
  if (!wants_something(demands) && names::owner_of(sender.domain, names::OwnerKind::tenant) == nullptr) return;
  const facts::Link* stranger = nullptr;
  std::set<std::string> places;
  for (const facts::Link* link : action_links(links)) {
    if (link->in_text) continue;
    if (!leads_to_stranger(*link, sender, sender.brand)) return;
    places.insert(link->owner_domain);
    if (stranger == nullptr || (!link->text.empty() && stranger->text.empty())) stranger = link;
  }
  if (stranger == nullptr || places.size() > 1 || stranger->brand != nullptr) return;
  Finding finding;
  // Coins at a second house: the one that writes is no more than a letterhead.
  const bool coins = demands.count(PhraseKind::crypto_offer) >= 2;
  const bool foreign = kinship.foreign() && (threatens(demands) || !bulk.list_unsubscribe);
  finding.severity = cheap_sender(sender) || stranger->rented || foreign || coins ? Severity::medium : Severity::weak;
  finding.parameters["address"] = sender.from.address();
  finding.parameters["text"] = stranger->text;
  finding.parameters["host"] = stranger->host;
  finding.evidence.push_back(evidence_of(*stranger));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check link_one_stranger;
const Check link_one_stranger = make<examine>();

}  // namespace mekiki::checks
