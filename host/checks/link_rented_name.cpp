// The link leads to a name that anyone can rent below somebody else's domain. Harmless by itself; not where a company
// or a login is promised.
#include <algorithm>

#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

// Coins, in the subject or the sender's name.
bool offers_coins(const facts::Demands& demands, const facts::Texts& texts) {
  return std::any_of(demands.phrases.begin(), demands.phrases.end(), [&](const facts::Phrase& phrase) {
    return phrase.kind == text::PhraseKind::crypto_offer && texts.seen[phrase.seen].kind != facts::SeenText::Kind::body;
  });
}

constexpr std::size_t same_breath = 80;  // bytes

// "www.example.blogspot.com - 1.5 BTC": the page and the coins in one line, as names and subjects are abused for them.
bool stands_beside_coins(const facts::Link& link, const facts::Demands& demands) {
  return link.in_text && std::any_of(demands.phrases.begin(), demands.phrases.end(), [&](const facts::Phrase& phrase) {
           return phrase.kind == text::PhraseKind::crypto_offer && phrase.where == link.where &&
                  phrase.span.start >= link.span.start && phrase.span.start <= link.span.end + same_breath;
         });
}

bool lures(const facts::Demands& demands) {
  using text::PhraseKind;
  return demands.first_of({PhraseKind::account_problem, PhraseKind::mailbox_problem, PhraseKind::payment_problem,
                           PhraseKind::parcel_problem, PhraseKind::tax_notice, PhraseKind::refund, PhraseKind::prize,
                           PhraseKind::crypto_offer, PhraseKind::windfall, PhraseKind::security_scare}) != nullptr;
}

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Demands& demands, const facts::Texts& texts, const facts::Kinship& kinship,
             const facts::Bulk& bulk, Sink& sink) {
  for (const facts::Link* link : action_links(links)) {
    if (!link->rented) continue;
    const facts::ClaimedBrand* claimed = claims.main();
    if (claimed != nullptr && facts::belongs_to(link->host, *claimed->brand)) continue;
    // The sender's own rented corner; a free mailbox at the same provider is nobody's.
    const bool coins = offers_coins(demands, texts);
    if (!sender.anyone_can_have_address && !coins && same_organisation(link->host, sender.domain)) continue;
    // A page that anybody can make, as the only way to what the mail speaks of, from a mailbox that anybody can have.
    const bool made_up = facts::looks_random(link->renter);
    const bool nobody =
        (sender.anyone_can_have_address || made_up || kinship.foreign() || coins) && !bulk.discussion && lures(demands);
    const bool promised = (claimed != nullptr && demands_something_dear(demands)) || nobody;
    Finding finding;
    finding.severity = promised ? Severity::medium : Severity::weak;
    // Coins, and a heap of letters at a free host or a page at one named in the same breath: nobody's project.
    const bool paired = (made_up && demands.has(text::PhraseKind::crypto_offer)) || stands_beside_coins(*link, demands);
    if (paired && !bulk.discussion) finding.severity = Severity::strong;
    finding.variant = link->rented_by_structure ? "shape" : "";
    finding.parameters["renter"] = link->renter.empty() ? link->host : link->renter;
    finding.parameters["parent"] = link->owner_domain;
    finding.parameters["host"] = link->host;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_rented_name;
const Check link_rented_name = make<examine>();

}  // namespace mekiki::checks
