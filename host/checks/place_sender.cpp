// Where the handing-over server stands. Country is context, never a verdict: it is said only beside a false claim.
#include <algorithm>

#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const message::Message& message, const facts::Route& route, const facts::Claims& claims,
             const facts::Sender& sender, questions::Inquiry& inquiry, Sink& sink) {
  if (route.handed_over_ip.empty()) return;
  const questions::Answer place = inquiry.ask(questions::Kind::place, route.handed_over_ip);
  const facts::ClaimedBrand* claimed = false_claim(claims, sender);
  if (claimed == nullptr || claimed->brand->country.empty() || place.outcome != questions::Outcome::yes) return;
  const auto country = std::find_if(place.values.begin(), place.values.end(),
                                    [](const std::string& value) { return value.starts_with("country="); });
  if (country == place.values.end() || country->substr(8) == claimed->brand->country) return;
  Finding finding;
  finding.severity = Severity::weak;
  name_brand(finding, *claimed->brand);
  finding.parameters["ip"] = route.handed_over_ip;
  finding.parameters["country"] = country->substr(8);
  const std::size_t field = message.received[route.hops[static_cast<std::size_t>(route.boundary)].received].field;
  finding.evidence.push_back({"header:Received", message.headers[field].value, message.headers[field].span});
  finding.evidence.push_back({"answer:place " + route.handed_over_ip, *country, {}});
  sink.add(std::move(finding));
}

}  // namespace

extern const Check place_sender;
const Check place_sender = make<examine>();

}  // namespace mekiki::checks
