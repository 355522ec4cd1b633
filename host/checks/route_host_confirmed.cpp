// The server that handed the mail over is the sender's own: its name belongs to the sender's organisation and, where
// that was asked, name and address confirm each other. A good sign about the address, not about the words.
#include <algorithm>

#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using questions::Kind;
using questions::Outcome;

void examine(const message::Message& message, const facts::Route& route, const facts::Sender& sender,
             questions::Inquiry& inquiry, Sink& sink) {
  if (route.handed_over_ip.empty() || route.handed_over_host.empty()) return;
  const bool own_host = same_organisation(route.handed_over_host, sender.domain);
  const questions::Answer pointer = inquiry.ask(Kind::dns_ptr, route.handed_over_ip);
  const bool v6 = route.handed_over_ip.find(':') != std::string::npos;
  const questions::Answer address = inquiry.ask(v6 ? Kind::dns_aaaa : Kind::dns_a, route.handed_over_host);
  if (!own_host || address.outcome == Outcome::no) return;
  const bool confirmed = address.outcome == Outcome::yes && std::find(address.values.begin(), address.values.end(),
                                                                      route.handed_over_ip) != address.values.end();
  if (address.outcome == Outcome::yes && !confirmed) return;
  if (address.outcome == Outcome::unknown && !route.host_looked_up) return;
  Finding finding;
  finding.severity = Severity::good;
  finding.variant = confirmed ? "confirmed" : "";
  finding.parameters["host"] = route.handed_over_host;
  finding.parameters["ip"] = route.handed_over_ip;
  name_owner(finding, "owner", sender.owner, sender.organisation);
  const std::size_t field = message.received[route.hops[static_cast<std::size_t>(route.boundary)].received].field;
  finding.evidence.push_back({"header:Received", message.headers[field].value, message.headers[field].span});
  if (confirmed) {
    finding.evidence.push_back(
        {(v6 ? "answer:dns_aaaa " : "answer:dns_a ") + route.handed_over_host, route.handed_over_ip, {}});
  }
  sink.add(std::move(finding));
}

}  // namespace

extern const Check route_host_confirmed;
const Check route_host_confirmed = make<examine>();

}  // namespace mekiki::checks
