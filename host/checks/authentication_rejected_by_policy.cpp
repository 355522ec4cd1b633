// Nothing confirms the address in From, and its owner has published that such mail is to be refused. What can happen to
// an honest mail on its way is excluded first: forwarded under seal, altered by a list, or so old that the key is gone.
#include "checks/check.h"
#include "checks/proof.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using authentication::Authentication;
using authentication::dmarc::Policy;

struct Rejection {
  std::string policy;  // "reject" | "quarantine"
  const authentication::results::Method* by_server = nullptr;
};

std::optional<Rejection> rejection(const Authentication& found) {
  const auto* server = found.server("dmarc");
  if (server != nullptr && server->result == "fail") {
    if (server->policy == "reject" || server->policy == "quarantine") return Rejection{server->policy, server};
  }
  if (found.dmarc.result != authentication::dmarc::Result::fail || found.dmarc.effective == Policy::none) return {};
  // What we ask today says little about a mail of long ago, unless the server said the same then.
  const bool stale = found.age_days > days_that_keys_stand && (server == nullptr || server->result != "fail");
  if (stale) return {};
  return Rejection{std::string(to_string(found.dmarc.effective)), nullptr};
}

void examine(const message::Message& message, const facts::Sender& sender, const facts::Bulk& bulk,
             const Authentication& found, Sink& sink) {
  if (found.confirmed) return;
  const auto rejected = rejection(found);
  if (!rejected || was_altered(found, sender.organisation) || was_confirmed_before_forwarding(found)) return;
  Finding finding;
  const bool brand = sender.brand != nullptr && !bulk.mailing_list;
  finding.severity = brand ? Severity::strong : bulk.mailing_list ? Severity::weak : Severity::medium;
  finding.variant = rejected->by_server != nullptr ? "server" : brand ? "" : "stranger";
  if (sender.brand != nullptr) name_brand(finding, *sender.brand);
  name_owner(finding, "owner", sender.owner, sender.organisation);
  finding.parameters["address"] = sender.from.address();
  finding.parameters["domain"] = sender.organisation;
  finding.parameters["policy"] = rejected->policy;
  finding.evidence.push_back(evidence_of_sender(message, sender));
  if (rejected->by_server != nullptr) {
    finding.evidence.push_back(evidence_of_field(message, rejected->by_server->field));
  } else {
    finding.evidence.push_back({"answer:dns_txt _dmarc." + found.dmarc.record_of, "p=" + rejected->policy, {}});
  }
  sink.add(std::move(finding));
}

}  // namespace

extern const Check authentication_rejected_by_policy;
const Check authentication_rejected_by_policy = make<examine>();

}  // namespace mekiki::checks
