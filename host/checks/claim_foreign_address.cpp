// The mail wants something, its links lead to strangers, and the address it comes from has nothing to do with any of
// it: no word of the text, no link and not the sender's name points to that domain. So write stolen and bought
// mailboxes. Known brands are not needed for it.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

const facts::Phrase* want_of(const facts::Demands& demands) {
  return demands.first_of({PhraseKind::mailbox_problem, PhraseKind::account_problem, PhraseKind::payment_problem,
                           PhraseKind::parcel_problem, PhraseKind::tax_notice, PhraseKind::windfall,
                           PhraseKind::crypto_offer, PhraseKind::security_scare, PhraseKind::refund, PhraseKind::prize,
                           PhraseKind::points, PhraseKind::document, PhraseKind::renewal, PhraseKind::invoice,
                           PhraseKind::password, PhraseKind::card, PhraseKind::verify, PhraseKind::log_in,
                           PhraseKind::pay});
}

// A known company's own page deceives nobody; what its customers publish there may.
bool is_company_page(const facts::Link& link) {
  return link.brand != nullptr && !link.rented &&
         (link.owner == nullptr || !knowledge::others_publish_on(link.owner->kind));
}

const facts::Link* strangers_link(const facts::Links& links, const facts::Sender& sender) {
  for (const facts::Link* link : action_links(links)) {
    if (leads_to_stranger(*link, sender, sender.brand) && !is_company_page(*link)) return link;
  }
  return nullptr;
}

void examine(const message::Message& message, const facts::Kinship& kinship, const facts::Demands& demands,
             const facts::Links& links, const facts::Sender& sender, const facts::Bulk& bulk, Sink& sink) {
  if (!kinship.foreign() || bulk.discussion || bulk.automatic) return;
  const facts::Phrase* want = want_of(demands);
  const facts::Link* link = strangers_link(links, sender);
  if (want == nullptr || link == nullptr) return;
  Finding finding;
  finding.severity = Severity::medium;
  finding.parameters["address"] = sender.from.address();
  finding.parameters["domain"] = sender.organisation;
  finding.parameters["words"] = want->excerpt;
  finding.parameters["host"] = link->host;
  finding.evidence = {evidence_of_sender(message, sender), evidence_of(*want), evidence_of(*link)};
  sink.add(std::move(finding));
}

}  // namespace

extern const Check claim_foreign_address;
const Check claim_foreign_address = make<examine>();

}  // namespace mekiki::checks
