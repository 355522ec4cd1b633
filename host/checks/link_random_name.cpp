// The name of the site is a heap of letters: names that are bought by the hundred and thrown away.
#include <set>

#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Links& links, const facts::Sender& sender, const facts::Claims& claims,
             const facts::Demands& demands, const facts::Bulk& bulk, Sink& sink) {
  if (bulk.mailing_list) return;
  std::set<std::string> places;
  for (const facts::Link* link : action_links(links)) places.insert(link->owner_domain);
  for (const facts::Link* link : action_links(links)) {
    if (link->target.host_kind != names::HostKind::domain || link->brand != nullptr) continue;
    // Services number the names that they rent out; there a heap of letters says nothing.
    if (link->owner != nullptr || link->rented || link->cut.registrable.empty()) continue;
    const std::string label = link->cut.registrable.substr(0, link->cut.registrable.find('.'));
    if (!names::looks_random(label) || same_organisation(link->host, sender.domain)) continue;
    Finding finding;
    // One odd name among many sites is a site among many; as the only way out it is chosen.
    const bool asks = claims.main() != nullptr || demands_something_dear(demands);
    finding.severity = asks && places.size() <= 2 ? Severity::medium : Severity::weak;
    finding.parameters["label"] = label;
    finding.parameters["host"] = link->host;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_random_name;
const Check link_random_name = make<examine>();

}  // namespace mekiki::checks
