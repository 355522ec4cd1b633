// The address in From could not be confirmed although there was something to confirm it by. Lists, forwarding and age
// do that to honest mail every day, so this weighs little and names them.
#include "checks/check.h"
#include "checks/proof.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using authentication::Authentication;
using authentication::dkim::SignatureResult;
namespace dkim = authentication::dkim;
namespace dmarc = authentication::dmarc;
namespace spf = authentication::spf;

bool spf_refuses(const Authentication& found, const std::string& organisation) {
  return found.spf_evaluated && found.spf.result == spf::Result::fail &&
         names::organisation_domain(found.spf.domain) == organisation;
}

// Which of the texts fits; nullopt: nothing has failed.
std::optional<std::string> failure(const Authentication& found, const std::string& organisation) {
  const auto* server = found.server("dmarc");
  if (server != nullptr && server->result == "fail") {
    // With a policy to refuse it that is a finding of its own.
    if (server->policy == "reject" || server->policy == "quarantine") return std::nullopt;
    return "server";
  }
  // Our own check is complete only when nothing is missing that could still confirm.
  const bool settled = found.dmarc.result == dmarc::Result::fail || found.dmarc.result == dmarc::Result::none;
  if (!settled) return std::nullopt;
  if (key_is_gone(found, organisation)) return "key_gone";
  if (was_altered(found, organisation)) return "altered";
  const bool refused = found.dmarc.result == dmarc::Result::fail && found.dmarc.effective != dmarc::Policy::none;
  if (refused || found.age_days > days_that_keys_stand) return std::nullopt;
  const auto failed = [](const SignatureResult& signature) { return signature.result == dkim::Result::fail; };
  if (author_signature(found, organisation, failed) != nullptr) return "signature";
  if (spf_refuses(found, organisation)) return "";
  return std::nullopt;
}

bool is_stamped_only(const Authentication& found, const std::string& organisation) {
  return author_signature(found, organisation,
                          [](const SignatureResult& signature) { return signature.good_without_stamp; }) != nullptr;
}

void examine(const message::Message& message, const facts::Sender& sender, const facts::Bulk& bulk,
             const Authentication& found, Sink& sink) {
  if (found.confirmed || sender.organisation.empty() || bulk.mailing_list) return;
  if (is_stamped_only(found, sender.organisation) || was_confirmed_before_forwarding(found)) return;
  const auto how = failure(found, sender.organisation);
  if (!how) return;
  Finding finding;
  finding.severity = Severity::weak;
  finding.variant = *how;
  name_owner(finding, "owner", sender.owner, sender.organisation);
  finding.parameters["address"] = sender.from.address();
  finding.parameters["domain"] = sender.organisation;
  finding.parameters["ip"] = message.received.empty() ? "" : message.received.front().from_ip;
  finding.evidence.push_back(evidence_of_result(message, sender, *how == "server" ? found.server("dmarc") : nullptr));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check authentication_failed;
const Check authentication_failed = make<examine>();

}  // namespace mekiki::checks
