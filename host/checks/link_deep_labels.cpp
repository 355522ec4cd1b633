// The host has so many parts that the one that counts, near the right end, gets out of sight on a small screen.
#include <algorithm>

#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

constexpr std::ptrdiff_t deep = 4;  // parts left of the owner's domain

void examine(const facts::Links& links, const facts::Sender& sender, const facts::Demands& demands,
             const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion) return;
  for (const facts::Link* link : action_links(links)) {
    if (link->target.host_kind != names::HostKind::domain || link->brand != nullptr || link->owner != nullptr) continue;
    if (link->host.size() <= link->owner_domain.size() || same_organisation(link->host, sender.domain)) continue;
    const std::string left = link->host.substr(0, link->host.size() - link->owner_domain.size());
    if (std::count(left.begin(), left.end(), '.') < deep) continue;
    Finding finding;
    finding.severity = demands_something_dear(demands) ? Severity::medium : Severity::weak;
    finding.parameters["host"] = link->host;
    finding.parameters["owner"] = link->owner_domain;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_deep_labels;
const Check link_deep_labels = make<examine>();

}  // namespace mekiki::checks
