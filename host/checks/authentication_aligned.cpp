// The organisation of the From address is confirmed, by our own check or by the reader's mail server. That is all: who
// that organisation is, and whether it is the one the mail speaks for, is another matter, and is said with it.
#include "checks/check.h"
#include "checks/proof.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

Evidence evidence_of_confirmation(const message::Message& message, const facts::Sender& sender,
                                  const authentication::Authentication& found) {
  const authentication::Confirmed& confirmed = *found.confirmed;
  if (!confirmed.own) return evidence_of_result(message, sender, found.server(confirmed.method));
  if (confirmed.method == "spf") return {"answer:dns_txt " + found.spf.record_of, found.spf.detail, {}};
  for (const auto& signature : found.dkim.signatures) {
    if (signature.result == authentication::dkim::Result::pass && signature.domain == confirmed.domain) {
      return evidence_of_field(message, signature.field);
    }
  }
  return evidence_of_sender(message, sender);
}

void examine(const message::Message& message, const facts::Sender& sender, const facts::Claims& claims,
             const authentication::Authentication& found, Sink& sink) {
  if (!found.confirmed) return;
  Finding finding;
  finding.severity = Severity::good;
  finding.variant = !found.confirmed->own ? "server" : found.confirmed->method == "spf" ? "spf" : "";
  finding.parameters["domain"] = sender.organisation;
  finding.parameters["server"] = found.confirmed->server;
  name_owner(finding, "owner", sender.owner, sender.organisation);
  if (const facts::ClaimedBrand* claimed = false_claim(claims, sender); claimed != nullptr && claimed->strong) {
    finding.severity = Severity::weak;
    finding.variant = "other_brand";
    name_brand(finding, *claimed->brand);
  } else if (sender.anyone_can_have_address) {
    finding.variant = "open";
  }
  finding.evidence.push_back(evidence_of_confirmation(message, sender, found));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check authentication_aligned;
const Check authentication_aligned = make<examine>();

}  // namespace mekiki::checks
