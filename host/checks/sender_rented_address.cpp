// The address stands on a name that anyone can rent for nothing (a cloud platform's default tenant name).
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const message::Message& message, const facts::Sender& sender, const facts::Links& links, Sink& sink) {
  const names::Owner* tenant = names::owner_of(sender.domain, names::OwnerKind::tenant);
  if (tenant == nullptr || tenant->domain == sender.domain) return;
  const std::string renter = sender.domain.substr(0, sender.domain.size() - tenant->domain.size() - 1);
  bool elsewhere = false;
  for (const facts::Link* link : action_links(links)) elsewhere |= !names::is_within(link->host, sender.domain);
  Finding finding;
  finding.severity = facts::looks_random(renter) || elsewhere ? Severity::medium : Severity::weak;
  name_owner(finding, "owner", tenant, std::string(tenant->domain));
  finding.parameters["address"] = sender.from.address();
  finding.parameters["renter"] = renter;
  finding.evidence.push_back(evidence_of_sender(message, sender));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check sender_rented_address;
const Check sender_rented_address = make<examine>();

}  // namespace mekiki::checks
