// Whose address it really is: the claimed company's mail comes from another company's domain, or from a place where
// anyone can have an address.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

std::string variant_of(names::OwnerKind kind) {
  switch (kind) {
    case names::OwnerKind::isp_mailbox:
      return "isp_mailbox";
    case names::OwnerKind::free_mail:
      return "free_mail";
    case names::OwnerKind::university:
      return "university";
    case names::OwnerKind::tenant:
    case names::OwnerKind::hosting:
      return "rented";
    default:
      return "";
  }
}

void examine(const message::Message& message, const facts::Claims& claims, const facts::Sender& sender, Sink& sink) {
  const facts::ClaimedBrand* claimed = false_claim(claims, sender);
  if (claimed == nullptr || sender.owner == nullptr) return;
  if (sender.owner->kind == names::OwnerKind::mail_service) return;  // companies do send through it
  Finding finding;
  finding.severity = claimed->claims.front().strong ? Severity::medium : Severity::weak;
  finding.variant = variant_of(sender.owner->kind);
  name_brand(finding, *claimed->brand);
  name_owner(finding, "owner", sender.owner, sender.organisation);
  finding.parameters["domain"] = std::string(sender.owner->domain);
  finding.parameters["address"] = sender.from.address();
  finding.evidence.push_back(evidence_of_sender(message, sender));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check sender_owner_is_other_company;
const Check sender_owner_is_other_company = make<examine>();

}  // namespace mekiki::checks
