// The computer that handed the mail over is on a blocklist, or the one a site stands on. Only the handing-over address
// is asked about, never the author's own line; and a large provider's servers are listed for what any of their
// customers did.
#include <algorithm>

#include "checks/check.h"
#include "checks/sites.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using questions::Kind;

Evidence answer_of(const std::string& ip, const questions::Answer& answer) {
  std::string codes;
  for (const std::string& value : answer.values) codes += (codes.empty() ? "" : ", ") + value;
  return {"answer:list_ip " + ip, codes, {}};
}

// Many people's mail leaves by this server.
bool is_shared_server(const facts::Route& route, const facts::Sender& sender) {
  if (sender.anyone_can_have_address) return true;
  const names::Owner* owner = names::owner_of(route.handed_over_host);
  return route.host_looked_up && owner != nullptr && owner->kind != names::OwnerKind::company;
}

void examine_sender(const message::Message& message, const facts::Route& route, const facts::Sender& sender,
                    questions::Inquiry& inquiry, Sink& sink) {
  if (route.handed_over_ip.empty() || names::is_special_ip(route.handed_over_ip)) return;
  const questions::Answer answer = inquiry.ask(Kind::list_ip, route.handed_over_ip);
  auto listings = listings_of(answer);
  std::erase_if(listings, [](const Listing& listing) { return listing.meaning == "grey"; });
  if (listings.empty()) return;
  const bool policy_only =
      std::all_of(listings.begin(), listings.end(), [](const Listing& listing) { return listing.meaning == "policy"; });
  Finding finding;
  finding.severity = Severity::medium;
  if (policy_only) {
    finding.variant = "policy";
    finding.severity = Severity::weak;
  } else if (is_shared_server(route, sender)) {
    finding.variant = "shared";
    finding.severity = Severity::weak;
  }
  finding.parameters["ip"] = route.handed_over_ip;
  finding.parameters["lists"] = lists_named(listings);
  const std::size_t field = message.received[route.hops[static_cast<std::size_t>(route.boundary)].received].field;
  finding.evidence.push_back({"header:Received", message.headers[field].value, message.headers[field].span});
  finding.evidence.push_back(answer_of(route.handed_over_ip, answer));
  sink.add(std::move(finding));
}

void examine(const message::Message& message, const facts::Circumstances& circumstances, const facts::Route& route,
             const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             questions::Inquiry& inquiry, Sink& sink) {
  if (!circumstances.lists) return;
  examine_sender(message, route, sender, inquiry, sink);
  bool said = false;
  for (const Site& site : sites_of(message, links, claims, sender)) {
    if (!site.stranger) continue;
    const std::string ip = address_of(site, inquiry);
    if (ip.empty() || names::is_special_ip(ip)) continue;
    const questions::Answer answer = inquiry.ask(Kind::list_ip, ip);
    const auto listings = listings_against(site, answer);
    if (listings.empty() || said) continue;
    said = true;
    Finding finding;
    finding.severity = Severity::weak;  // one machine carries the sites of many
    finding.variant = "site";
    finding.parameters["ip"] = ip;
    finding.parameters["host"] = site.host;
    finding.parameters["lists"] = lists_named(listings);
    finding.evidence.push_back(evidence_of(*site.link));
    finding.evidence.push_back(answer_of(ip, answer));
    sink.add(std::move(finding));
  }
}

}  // namespace

extern const Check reputation_ip_listed;
const Check reputation_ip_listed = make<examine>();

}  // namespace mekiki::checks
