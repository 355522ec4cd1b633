// A site that the mail leads to, or the domain it is sent from, is on a blocklist. Somebody else's judgement: it is
// said whose. Sites that were broken into are listed as well; their owners are victims, the page there is not.
#include "checks/check.h"
#include "checks/sites.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using questions::Kind;

bool has(const std::vector<Listing>& listings, std::initializer_list<std::string_view> meanings) {
  for (const Listing& listing : listings) {
    for (const std::string_view meaning : meanings) {
      if (listing.meaning == meaning) return true;
    }
  }
  return false;
}

Finding finding_of(const std::string& name, const std::vector<Listing>& listings) {
  Finding finding;
  finding.severity = has(listings, {"phish", "malware", "botnet"}) ? Severity::strong : Severity::medium;
  if (has(listings, {"malware", "botnet"})) finding.variant = "malware";
  if (has(listings, {"hacked", "redirector"})) finding.variant = "hacked";
  if (has(listings, {"phish"})) finding.variant = "phish";
  finding.parameters["domain"] = name;
  finding.parameters["lists"] = lists_named(listings);
  return finding;
}

Evidence evidence_of(const std::string& name, const std::vector<Listing>& listings) {
  std::string codes;
  for (const Listing& listing : listings) {
    codes += (codes.empty() ? "" : ", ") + listing.list + " " + listing.code + " " + listing.meaning;
  }
  return {"answer:list_domain " + name, codes, {}};
}

void examine(const message::Message& message, const facts::Circumstances& circumstances, const facts::Links& links,
             const facts::Claims& claims, const facts::Sender& sender, questions::Inquiry& inquiry, Sink& sink) {
  if (!circumstances.lists) return;
  bool said = false;
  for (const Site& site : sites_of(message, links, claims, sender)) {
    if (!names::canonical_ip(site.host).empty()) continue;
    const questions::Answer answer = inquiry.ask(Kind::list_domain, site.host);
    const auto listings = listings_against(site, answer);
    if (listings.empty() || said) continue;
    said = true;  // the others stand at their links
    Finding finding = finding_of(site.host, listings);
    finding.evidence.push_back(checks::evidence_of(*site.link));
    finding.evidence.push_back(evidence_of(site.host, listings));
    sink.add(std::move(finding));
  }
  // Where anyone can have an address, the domain says nothing of the one who writes.
  if (sender.organisation.find('.') == std::string::npos || sender.anyone_can_have_address) return;
  const auto listings = listings_against({}, inquiry.ask(Kind::list_domain, sender.organisation));
  if (listings.empty()) return;
  Finding finding = finding_of(sender.organisation, listings);
  finding.variant = "sender";
  finding.evidence.push_back(evidence_of_sender(message, sender));
  finding.evidence.push_back(evidence_of(sender.organisation, listings));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check reputation_domain_listed;
const Check reputation_domain_listed = make<examine>();

}  // namespace mekiki::checks
