// The address names a port of its own. Sites for the public answer at the usual one; others are somebody's test machine
// or a program on a broken-into server.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Demands& demands, const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion) return;
  for (const facts::Link* link : action_links(links)) {
    if (!link->target.port || *link->target.port == 80 || *link->target.port == 443) continue;
    if (link->brand != nullptr || names::is_special_ip(names::canonical_ip(link->host))) continue;
    if (!sender.anyone_can_have_address && same_organisation(link->host, sender.domain)) continue;
    Finding finding;
    finding.severity =
        false_claim(claims, sender) != nullptr || demands_something_dear(demands) ? Severity::medium : Severity::weak;
    finding.parameters["host"] = link->host;
    finding.parameters["port"] = std::to_string(*link->target.port);
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_odd_port;
const Check link_odd_port = make<examine>();

}  // namespace mekiki::checks
