// What several checks need: evidence from facts, and which links matter.
#pragma once

#include <string>
#include <vector>

#include "checks/finding.h"
#include "facts/facts.h"

namespace mekiki::checks {

Evidence evidence_of(const facts::Claim& claim);
Evidence evidence_of(const facts::Phrase& phrase);
Evidence evidence_of(const facts::Link& link);
// The field's value, in the raw mail.
Evidence evidence_of_header(const message::Message& message, std::string_view name);
Evidence evidence_of_sender(const message::Message& message, const facts::Sender& sender);

// The address as the reader may see it: bounded, never clickable.
std::string shown_address(const facts::Link& link);

// The brand the mail speaks for falsely: strongly claimed, and the sender's address is not the brand's.
const facts::ClaimedBrand* false_claim(const facts::Claims& claims, const facts::Sender& sender);

// True if the sender's domain is one of the brand's, or of its group.
bool is_from(const facts::Sender& sender, const names::Brand& brand);

// The mail wants something that costs the reader: a login, a confirmation, a password, a card number, money.
bool demands_something_dear(const facts::Demands& demands);

// The same organisation answers for both domains: one registrable domain, or one brand.
bool same_organisation(const std::string& a, const std::string& b);

// Links a reader would press to do what the mail asks: web, visible, not an unsubscribe link.
std::vector<const facts::Link*> action_links(const facts::Links& links);

// A link into a stranger's house: its owner is neither the sender's organisation nor `brand` (which may be null),
// nor a delivery service's click tracker.
bool leads_to_stranger(const facts::Link& link, const facts::Sender& sender, const names::Brand* brand);

// The first link that a reader would press and that leads to such a house, or nullptr.
const facts::Link* first_strangers_link(const facts::Links& links, const facts::Sender& sender,
                                        const names::Brand* brand);

// "KAGOYA JAPAN" / Japanese name, as {name_en}, {name_ja} parameters for the texts.
void name_brand(Finding& finding, const names::Brand& brand);
void name_owner(Finding& finding, const std::string& prefix, const names::Owner* owner, const std::string& domain);

}  // namespace mekiki::checks
