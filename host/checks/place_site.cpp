// Where the site stands that the mail leads to. Country is context, never a verdict: it is said only beside a false
// claim.
#include "checks/check.h"
#include "checks/sites.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using questions::Kind;

void examine(const message::Message& message, const facts::Links& links, const facts::Claims& claims,
             const facts::Sender& sender, questions::Inquiry& inquiry, Sink& sink) {
  const facts::ClaimedBrand* claimed = false_claim(claims, sender);
  bool said = false;
  for (const Site& site : sites_of(message, links, claims, sender)) {
    const std::string ip = address_of(site, inquiry);
    if (ip.empty() || names::is_special_ip(ip)) continue;
    const questions::Answer place = inquiry.ask(Kind::place, ip);
    const std::string country = value_of(place, "country");
    if (said || !site.stranger || claimed == nullptr || claimed->brand->country.empty()) continue;
    if (country.empty() || country == claimed->brand->country) continue;
    said = true;
    const std::string city = value_of(place, "city");
    Finding finding;
    finding.severity = Severity::weak;
    name_brand(finding, *claimed->brand);
    finding.variant = city.empty() ? "" : "city";
    finding.parameters["host"] = site.host;
    finding.parameters["ip"] = ip;
    finding.parameters["country"] = country;
    finding.parameters["city"] = city;
    finding.evidence.push_back(evidence_of(*site.link));
    finding.evidence.push_back(
        {"answer:place " + ip, "country=" + country + (city.empty() ? "" : ", city=" + city), {}});
    sink.add(std::move(finding));
  }
}

}  // namespace

extern const Check place_site;
const Check place_site = make<examine>();

}  // namespace mekiki::checks
