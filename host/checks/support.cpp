#include "checks/support.h"

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::checks {

Evidence evidence_of(const facts::Claim& claim) { return {claim.where, claim.excerpt, claim.span}; }

Evidence evidence_of(const facts::Phrase& phrase) { return {phrase.where, phrase.excerpt, phrase.span}; }

Evidence evidence_of(const facts::Link& link) {
  return {link.where, shorten(link.written, limits::excerpt_bytes), link.span};
}

Evidence evidence_of_header(const message::Message& message, std::string_view name) {
  const message::HeaderField* field = message.first(name);
  if (field == nullptr) return {"header:" + std::string(name), "", {}};
  return {"header:" + std::string(name), shorten(field->value, limits::excerpt_bytes), field->span};
}

Evidence evidence_of_sender(const message::Message& message, const facts::Sender&) {
  return evidence_of_header(message, "From");
}

std::string shown_address(const facts::Link& link) {
  return shorten(link.web ? link.target.href() : link.written, limits::excerpt_bytes);
}

namespace {

// Addresses that a provider keeps for itself where its customers have theirs (RFC 2142, RFC 3834).
bool is_role_of_provider(const facts::Sender& sender) {
  const std::string local = ascii_lower(sender.from.local);
  return local == "postmaster" || local == "mailer-daemon" || local == "abuse";
}

}  // namespace

bool is_from(const facts::Sender& sender, const names::Brand& brand) {
  if (sender.domain.empty()) return false;
  if (!sender.anyone_can_have_address) {
    if (names::sends_from(brand, sender.domain) || facts::belongs_to(sender.domain, brand)) return true;
    return sender.brand != nullptr && names::belong_together(*sender.brand, brand);
  }
  return is_role_of_provider(sender) && sender.owner != nullptr && sender.owner->brand == brand.id;
}

const facts::ClaimedBrand* false_claim(const facts::Claims& claims, const facts::Sender& sender) {
  const facts::ClaimedBrand* main = claims.main();
  if (main == nullptr || sender.domain.empty()) return nullptr;
  // A mail that really comes from one of the companies it names speaks for that one.
  for (const facts::ClaimedBrand& claimed : claims.brands) {
    if (claimed.strong && is_from(sender, *claimed.brand)) return nullptr;
  }
  return is_from(sender, *main->brand) ? nullptr : main;
}

bool demands_something_dear(const facts::Demands& demands) {
  using text::PhraseKind;
  return demands.has(PhraseKind::log_in) || demands.has(PhraseKind::verify) || demands.has(PhraseKind::password) ||
         demands.has(PhraseKind::card) || demands.has(PhraseKind::pay);
}

bool same_organisation(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return false;
  if (names::organisation_domain(a) == names::organisation_domain(b)) return true;
  const names::Brand* brand_a = names::brand_linking_to(a);
  const names::Brand* brand_b = names::brand_linking_to(b);
  return brand_a != nullptr && brand_b != nullptr && names::belong_together(*brand_a, *brand_b);
}

namespace {

// Links that only leave the list, or are decoration around the message.
bool is_housekeeping(const facts::Link& link) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"unsubscribe", "opt out", "opt-out", "privacy", "view in browser", "view this email", "view online",
       "preferences", "\xE9\x85\x8D\xE4\xBF\xA1\xE5\x81\x9C\xE6\xAD\xA2",  // haishin teishi
       "\xE8\xA7\xA3\xE9\x99\xA4"});                                       // kaijo
  const std::string text = ascii_lower(link.text);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

}  // namespace

std::vector<const facts::Link*> action_links(const facts::Links& links) {
  std::vector<const facts::Link*> actions;
  for (const facts::Link& link : links.all) {
    if (link.web && link.clickable && !link.hidden && !is_housekeeping(link)) actions.push_back(&link);
  }
  return actions;
}

bool leads_to_stranger(const facts::Link& link, const facts::Sender& sender, const names::Brand* brand) {
  if (brand != nullptr && facts::belongs_to(link.host, *brand)) return false;
  if (!link.rented && same_organisation(link.host, sender.domain) && !sender.anyone_can_have_address) return false;
  if (link.owner == nullptr) return true;
  return link.owner->kind != names::OwnerKind::mail_service && link.owner->kind != names::OwnerKind::redirector;
}

const facts::Link* first_strangers_link(const facts::Links& links, const facts::Sender& sender,
                                        const names::Brand* brand) {
  for (const facts::Link* link : action_links(links)) {
    if (leads_to_stranger(*link, sender, brand)) return link;
  }
  return nullptr;
}

void name_brand(Finding& finding, const names::Brand& brand) {
  finding.parameters["brand_en"] = std::string(brand.name_en);
  finding.parameters["brand_ja"] = std::string(brand.name_ja.empty() ? brand.name_en : brand.name_ja);
}

void name_owner(Finding& finding, const std::string& prefix, const names::Owner* owner, const std::string& domain) {
  const bool known = owner != nullptr && !owner->name_en.empty();
  finding.parameters[prefix + "_en"] = known ? std::string(owner->name_en) : domain;
  finding.parameters[prefix + "_ja"] =
      known ? std::string(owner->name_ja.empty() ? owner->name_en : owner->name_ja) : domain;
}

}  // namespace mekiki::checks
