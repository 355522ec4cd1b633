// A short link hides where it leads. Companies' own service mail does not need one.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

// Amazon's amzn.asia in Amazon's own mail.
bool owns(const names::Brand& brand, const names::Owner& shortener, const std::string& host) {
  return facts::belongs_to(host, brand) || names::links_to(brand, host) || shortener.brand == brand.id;
}

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender, Sink& sink) {
  for (const facts::Link* link : action_links(links)) {
    const names::Owner* shortener = names::owner_of(link->host, names::OwnerKind::shortener);
    if (shortener == nullptr || (sender.brand != nullptr && owns(*sender.brand, *shortener, link->host))) {
      continue;
    }
    Finding finding;
    finding.severity = false_claim(claims, sender) != nullptr ? Severity::medium : Severity::weak;
    finding.parameters["host"] = link->host;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_shortener;
const Check link_shortener = make<examine>();

}  // namespace mekiki::checks
