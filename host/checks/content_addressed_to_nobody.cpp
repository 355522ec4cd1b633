// The mail speaks of the reader's own account, parcel or money, yet the reader's address stands nowhere in To or Cc:
// the same mail went to many at once.
#include <string>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

const facts::Phrase* personal_matter(const facts::Demands& demands) {
  return demands.first_of({PhraseKind::account_problem, PhraseKind::mailbox_problem, PhraseKind::payment_problem,
                           PhraseKind::parcel_problem, PhraseKind::tax_notice, PhraseKind::security_scare,
                           PhraseKind::windfall, PhraseKind::prize, PhraseKind::crypto_offer, PhraseKind::invoice,
                           PhraseKind::renewal, PhraseKind::advance_fee});
}

bool is_nobody(const message::Message& message, const facts::Sender& sender) {
  for (const message::AddressField* field : {&message.to, &message.cc}) {
    for (const message::Mailbox& mailbox : field->mailboxes) {
      const bool sender_itself = mailbox.local == sender.from.local && mailbox.domain == sender.from.domain;
      if (!mailbox.domain.empty() && !sender_itself) return false;
    }
  }
  return true;
}

// Whether or not it says so by its type (RFC 3464): To of an old bounce may hold anything.
bool is_bounce(const facts::Sender& sender) {
  const std::string local = ascii_lower(sender.from.local);
  return sender.domain.empty() || local == "postmaster" || local == "mailer-daemon";
}

void examine(const message::Message& message, const facts::Demands& demands, const facts::Sender& sender,
             const facts::Bulk& bulk, const facts::Links& links, Sink& sink) {
  if (bulk.discussion || bulk.automatic || is_bounce(sender) || !is_nobody(message, sender)) return;
  const facts::Phrase* matter = personal_matter(demands);
  if (matter == nullptr) return;
  // A club writes to its members in this way; it links to itself, or not at all.
  const bool leads_away = first_strangers_link(links, sender, sender.brand) != nullptr;
  Finding finding;
  finding.severity = leads_away || !sender.reply_domain.empty() ? Severity::medium : Severity::weak;
  finding.parameters["words"] = matter->excerpt;
  finding.evidence.push_back(evidence_of(*matter));
  finding.evidence.push_back(evidence_of_header(message, "To"));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check content_addressed_to_nobody;
const Check content_addressed_to_nobody = make<examine>();

}  // namespace mekiki::checks
