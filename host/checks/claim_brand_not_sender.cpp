// The mail speaks in the name of a company, and the address it comes from is not that company's.
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

// In its own country a company's domains are known: myjcb.co.jp is none of JCB's.
bool is_at_home(const facts::Sender& sender, const names::Brand& brand) {
  const std::string ending = sender.organisation.substr(sender.organisation.rfind('.') + 1);
  return ascii_iequals(ending == "uk" ? "gb" : ending, brand.country);
}

// dhl.pl for DHL: the brand's own word under another country's ending is usually the brand itself, and never certain.
bool may_be_foreign_branch(const facts::Sender& sender, const names::Brand& brand) {
  if (is_at_home(sender, brand)) return false;
  const std::string label = sender.organisation.substr(0, sender.organisation.find('.'));
  for (const std::string_view own : brand.labels) {
    if (own == label && sender.organisation.size() - label.size() <= 7) return true;
  }
  return false;
}

// "Amazon.co.jp <Amazon>": the name stands where an address has to be, and there is none.
void examine_without_address(const message::Message& message, const facts::Claims& claims, const facts::Sender& sender,
                             Sink& sink) {
  const facts::ClaimedBrand* claimed = claims.main();
  if (claimed == nullptr || !claimed->claims.front().strong || sender.from.display.empty()) return;
  Finding finding;
  finding.severity = Severity::strong;
  finding.variant = "no_address";
  name_brand(finding, *claimed->brand);
  finding.parameters["display"] = sender.from.display;
  for (const facts::Claim& claim : claimed->claims) finding.evidence.push_back(evidence_of(claim));
  finding.evidence.push_back(evidence_of_sender(message, sender));
  sink.add(std::move(finding));
}

void examine(const message::Message& message, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Bulk& bulk, Sink& sink) {
  if (sender.domain.empty()) return examine_without_address(message, claims, sender, sink);
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
