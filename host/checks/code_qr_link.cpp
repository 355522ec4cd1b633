// A two-dimensional code leads to a stranger. Read with a telephone it takes the reader past every check that a mail
// program makes, and shows no address before it is opened.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Demands& demands, Sink& sink) {
  const facts::ClaimedBrand* claimed = claims.main();
  const facts::ClaimedBrand* falsely = false_claim(claims, sender);
  for (const facts::Link& link : links.all) {
    if (link.source != facts::LinkSource::code || !link.web) continue;
    if (!leads_to_stranger(link, sender, claimed != nullptr ? claimed->brand : nullptr)) continue;
    // The page of a known company, in a mail that does not pretend to be another.
    if (falsely == nullptr && link.brand != nullptr && !link.rented) continue;
    Finding finding;
    finding.severity = falsely != nullptr                ? Severity::strong
                       : demands_something_dear(demands) ? Severity::medium
                                                         : Severity::weak;
    finding.parameters["host"] = link.host;
    finding.parameters["owner"] = link.owner_domain;
    if (falsely != nullptr) {
      finding.variant = "brand";
      name_brand(finding, *falsely->brand);
    }
    finding.evidence.push_back(evidence_of(link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check code_qr_link;
const Check code_qr_link = make<examine>();

}  // namespace mekiki::checks
