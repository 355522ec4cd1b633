// The mail speaks in the name of a company, and the address it comes from is not that company's.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

// dhl.pl for DHL: the brand's own word under another country's ending is usually the brand itself, and never certain.
bool may_be_foreign_branch(const facts::Sender& sender, const names::Brand& brand) {
  const std::string label = sender.organisation.substr(0, sender.organisation.find('.'));
  for (const std::string_view own : brand.labels) {
    if (own == label && sender.organisation.size() - label.size() <= 7) return true;
  }
  return false;
}

void examine(const message::Message& message, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Bulk& bulk, Sink& sink) {
  const facts::ClaimedBrand* claimed = false_claim(claims, sender);
  if (claimed == nullptr) return;
  const bool named_sender = claimed->claims.front().strong;
  Finding finding;
  finding.severity = named_sender ? Severity::strong : Severity::medium;
  finding.variant = named_sender ? "" : "text";
  if (may_be_foreign_branch(sender, *claimed->brand)) finding.severity = Severity::weak;
  // On a mailing list people speak of companies; the list's address in From is no falsehood of theirs.
  if (!named_sender && bulk.mailing_list) finding.severity = Severity::weak;
  name_brand(finding, *claimed->brand);
  finding.parameters["display"] = sender.from.display.empty() ? claimed->claims.front().excerpt : sender.from.display;
  finding.parameters["address"] = sender.from.address();
  finding.parameters["domain"] = sender.organisation;
  for (const facts::Claim& claim : claimed->claims) finding.evidence.push_back(evidence_of(claim));
  finding.evidence.push_back(evidence_of_sender(message, sender));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check claim_brand_not_sender;
const Check claim_brand_not_sender = make<examine>();

}  // namespace mekiki::checks
