// Answers go to another organisation. Alone that is nothing (lists, help desks); it counts when the mail speaks for a
// company, or when answers from a company's address would go to a free mailbox.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const message::Message& message, const facts::Sender& sender, const facts::Claims& claims,
             const facts::Bulk& bulk, Sink& sink) {
  if (sender.reply_domain.empty() || bulk.mailing_list || same_organisation(sender.reply_domain, sender.domain)) return;
  const names::Owner* owner = names::owner_of(sender.reply_domain);
  const bool to_free_mail = owner != nullptr && owner->kind == names::OwnerKind::free_mail;
  const facts::ClaimedBrand* claimed = claims.main();
  const bool brand_answers_elsewhere = claimed != nullptr && !facts::belongs_to(sender.reply_domain, *claimed->brand);
  if (!to_free_mail && !brand_answers_elsewhere) return;
  Finding finding;
  finding.severity = to_free_mail && brand_answers_elsewhere ? Severity::medium : Severity::weak;
  finding.parameters["reply"] = message.reply_to.mailboxes.front().address();
  finding.parameters["address"] = sender.from.address();
  finding.evidence.push_back(evidence_of_header(message, "Reply-To"));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check sender_reply_elsewhere;
const Check sender_reply_elsewhere = make<examine>();

}  // namespace mekiki::checks
