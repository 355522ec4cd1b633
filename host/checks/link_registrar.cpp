// Through whom the name was registered that a false claim leads to. Context for those who report the site; said of the
// parent where the name is rented.
#include "base/limits.h"
#include "checks/check.h"
#include "checks/sites.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using questions::Kind;

void examine(const message::Message& message, const facts::Circumstances& circumstances, const facts::Links& links,
             const facts::Claims& claims, const facts::Sender& sender, questions::Inquiry& inquiry, Sink& sink) {
  if (!circumstances.registration) return;
  const facts::ClaimedBrand* claimed = false_claim(claims, sender);
  bool said = false;
  std::size_t asked = 0;
  for (const Site& site : sites_of(message, links, claims, sender)) {
    if (!site.stranger || site.domain.empty() || asked++ >= limits::registrations) continue;
    const questions::Answer answer = inquiry.ask(Kind::registration, site.domain);
    const std::string registrar = value_of(answer, "registrar");
    if (said || claimed == nullptr || registrar.empty()) continue;
    said = true;
    const std::string country = value_of(answer, "country");
    Finding finding;
    finding.severity = Severity::weak;
    finding.variant = site.link->rented ? "rented" : "";
    name_brand(finding, *claimed->brand);
    finding.parameters["domain"] = site.domain;
    finding.parameters["host"] = site.host;
    finding.parameters["registrar"] = country.empty() ? registrar : registrar + " (" + country + ")";
    finding.evidence.push_back(evidence_of(*site.link));
    finding.evidence.push_back({"answer:registration " + site.domain, "registrar=" + registrar, {}});
    sink.add(std::move(finding));
  }
}

}  // namespace

extern const Check link_registrar;
const Check link_registrar = make<examine>();

}  // namespace mekiki::checks
