// The link names a machine by number instead of a site by name.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Links& links, Sink& sink) {
  for (const facts::Link* link : action_links(links)) {
    const bool numeric =
        link->target.host_kind == names::HostKind::ipv4 || link->target.host_kind == names::HostKind::ipv6;
    if (!numeric || names::is_special_ip(names::canonical_ip(link->host))) continue;
    Finding finding;
    // Numbers written so that they do not look like numbers have one purpose.
    finding.severity = link->target.numeric_host_written ? Severity::strong : Severity::medium;
    finding.variant = link->target.numeric_host_written ? "disguised" : "";
    finding.parameters["host"] = link->host;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_numeric_host;
const Check link_numeric_host = make<examine>();

}  // namespace mekiki::checks
