// An address written so that readers and filters stumble over it and browsers do not.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

std::string_view variant_of(const facts::Link& link) {
  if (link.as_written.encoded_host) return "host";
  if (link.escaped) return "escaped";
  if (link.as_written.gaps) return "gaps";
  return link.as_written.slashes ? "slashes" : std::string_view{};
}

void examine(const facts::Links& links, const facts::Sender& sender, const facts::Bulk& bulk, Sink& sink) {
  for (const facts::Link& link : links.all) {
    if (!link.web || !link.clickable || link.hidden || link.in_text) continue;
    const std::string_view variant = variant_of(link);
    if (variant.empty() || same_organisation(link.host, sender.domain)) continue;
    Finding finding;
    // Slashes are mistyped by honest people too, and lists carry what their members write.
    finding.severity =
        variant == "slashes" || bulk.mailing_list || bulk.list_unsubscribe ? Severity::weak : Severity::medium;
    finding.variant = variant;
    finding.parameters["host"] = link.host;
    finding.evidence.push_back(evidence_of(link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_disguised_address;
const Check link_disguised_address = make<examine>();

}  // namespace mekiki::checks
