// The mail speaks as a company and asks the reader to press; none of what it asks to press belongs to that company.
#include <algorithm>
#include <set>

#include "checks/check.h"
#include "checks/proof.h"
#include "checks/support.h"
#include "facts/mentions.h"

namespace mekiki::checks {
namespace {

bool demands_a_press(const facts::Demands& demands) {
  return demands_something_dear(demands) || demands.has(text::PhraseKind::click);
}

// Nothing to press but what leads to one or two strangers' houses, none of which belongs to any company known.
const facts::Link* only_strangers(const facts::Links& links, const facts::Sender& sender) {
  const facts::Link* stranger = nullptr;
  std::set<std::string> places;
  for (const facts::Link* link : action_links(links)) {
    if (link->brand != nullptr || !leads_to_stranger(*link, sender, sender.brand)) return nullptr;
    places.insert(link->owner_domain);
    if (stranger == nullptr || (!link->text.empty() && stranger->text.empty())) stranger = link;
  }
  return places.size() > 2 ? nullptr : stranger;
}

// The start of a site where the company lets others have pages as well: notion.so, www.wetransfer.com.
bool is_front_door(const facts::Link& link, const names::Brand& brand) {
  if (facts::belongs_to(link.host, brand)) return true;
  if (link.owner == nullptr || link.owner->brand != brand.id) return false;
  return link.host == link.owner->domain || link.host == "www." + std::string(link.owner->domain);
}

// The mail is about a company that it does not quite claim to be, and everything it asks to press leads elsewhere.
void examine_named(const facts::Links& links, const facts::Texts& texts, const facts::Sender& sender,
                   const facts::Demands& demands, const facts::Kinship& kinship, Sink& sink) {
  const facts::Link* stranger = demands_a_press(demands) || kinship.foreign() ? only_strangers(links, sender) : nullptr;
  if (stranger == nullptr) return;
  const std::vector<facts::Mention> mentions = facts::mentions_in(texts);
  if (std::ranges::any_of(mentions, [&](const auto& mention) { return is_from(sender, *mention.brand); })) return;
  if (std::ranges::any_of(mentions, [&](const auto& mention) { return is_front_door(*stranger, *mention.brand); }))
    return;
  if (mentions.empty()) return;
  const facts::Mention& named = mentions.front();
  const bool dear = demands_something_dear(demands);
  if (!dear && !named.as_customer) return;
  Finding finding;
  // From an address that fits nothing in the mail, to speak to its customers is demand enough.
  const bool fits_nothing = kinship.foreign() && named.excerpt.size() > 1;  // one letter is no name
  finding.severity = (dear || fits_nothing) && named.as_customer ? Severity::strong : Severity::medium;
  finding.variant = "named";
  name_brand(finding, *named.brand);
  finding.parameters["text"] = stranger->text;
  finding.parameters["host"] = stranger->host;
  finding.parameters["owner"] = stranger->owner_domain;
  finding.evidence.push_back({named.where, named.excerpt, named.span});
  finding.evidence.push_back(evidence_of(*stranger));
  sink.add(std::move(finding));
}

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Demands& demands, const facts::Texts& texts, const facts::Kinship& kinship,
             const facts::Bulk& bulk, const authentication::Authentication& found, Sink& sink) {
  const facts::ClaimedBrand* claimed = claims.main();
  if (claimed != nullptr && is_proved_to_be(found, sender, *claimed->brand)) return;
  if (claimed == nullptr) {
    if (!bulk.mailing_list) examine_named(links, texts, sender, demands, kinship, sink);
    return;
  }
  const bool honest_sender = false_claim(claims, sender) == nullptr;
  const facts::Link* stranger = nullptr;
  std::size_t strangers = 0, actions = 0;
  for (const facts::Link* link : action_links(links)) {
    ++actions;
    if (!leads_to_stranger(*link, honest_sender ? sender : facts::Sender{}, claimed->brand)) continue;
    ++strangers;
    if (stranger == nullptr || (!link->text.empty() && stranger->text.empty())) stranger = link;
  }
  if (stranger == nullptr) return;
  // A company's own mail links to partners, shops and social networks: it counts only when everything does. When all
  // of it leads to rented names, the company's address in From is forged.
  if (honest_sender && (strangers < actions || !(demands_a_press(demands) || stranger->rented))) return;
  Finding finding;
  finding.severity =
      (honest_sender ? stranger->rented : demands_a_press(demands)) ? Severity::strong : Severity::medium;
  finding.variant = strangers == actions ? "" : "some";
  name_brand(finding, *claimed->brand);
  finding.parameters["text"] = stranger->text;
  finding.parameters["host"] = stranger->host;
  finding.parameters["owner"] = stranger->owner_domain;
  finding.evidence.push_back(evidence_of(*stranger));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check link_not_the_brand;
const Check link_not_the_brand = make<examine>();

}  // namespace mekiki::checks
