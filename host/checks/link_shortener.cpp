// A short link hides where it leads. Companies' own service mail does not need one.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

// Amazon's amzn.asia in Amazon's own mail.
bool owns(const names::Brand& brand, const names::Owner& shortener, const std::string& host) {
  return facts::belongs_to(host, brand) || names::links_to(brand, host) || shortener.brand == brand.id;
}

// Every button leads to a short link or to a stranger, none to the sender: pages made for this mail alone.
bool is_only_way(const facts::Links& links, const facts::Sender& sender) {
  for (const facts::Link* link : action_links(links)) {
    if (link->in_text || link->brand != nullptr) {
      if (names::owner_of(link->host, names::OwnerKind::shortener) == nullptr || link->in_text) return false;
    }
    if (!leads_to_stranger(*link, sender, sender.brand)) return false;
  }
  return true;
}

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Kinship& kinship, const facts::Texts& texts, const facts::Bulk& bulk, Sink& sink) {
  for (const facts::Link* link : action_links(links)) {
    const names::Owner* shortener = names::owner_of(link->host, names::OwnerKind::shortener);
    if (shortener == nullptr || (sender.brand != nullptr && owns(*sender.brand, *shortener, link->host))) {
      continue;
    }
    Finding finding;
    const bool only_way = (kinship.comparable || texts.only_pictures) && !kinship.linked && !bulk.discussion &&
                          is_only_way(links, sender);
    finding.severity = false_claim(claims, sender) != nullptr || only_way ? Severity::medium : Severity::weak;
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
