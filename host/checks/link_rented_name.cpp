// The link leads to a name that anyone can rent below somebody else's domain. Harmless by itself; not where a company
// or a login is promised.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Demands& demands, Sink& sink) {
  for (const facts::Link* link : action_links(links)) {
    if (!link->rented) continue;
    const facts::ClaimedBrand* claimed = claims.main();
    if (claimed != nullptr && facts::belongs_to(link->host, *claimed->brand)) continue;
    if (same_organisation(link->host, sender.domain)) continue;  // the sender's own rented corner
    const bool promised = claimed != nullptr && demands_something_dear(demands);
    Finding finding;
    finding.severity = promised ? Severity::medium : Severity::weak;
    finding.variant = link->rented_by_structure ? "shape" : "";
    finding.parameters["renter"] = link->renter.empty() ? link->host : link->renter;
    finding.parameters["parent"] = link->owner_domain;
    finding.parameters["host"] = link->host;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_rented_name;
const Check link_rented_name = make<examine>();

}  // namespace mekiki::checks
