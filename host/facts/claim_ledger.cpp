#include "facts/claim_ledger.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::facts {

using Way = Claim::Way;

bool ClaimLedger::displayed(const names::Brand* brand) const {
  return std::any_of(claims_.begin(), claims_.end(),
                     [&](const Claim& claim) { return claim.brand == brand && claim.way == Way::display_name; });
}

void ClaimLedger::add(const NameHit& hit, Way way, bool strong, const SeenText& seen, bool whole) {
  const Span span = seen.normalised.source(hit.span);
  add({hit.brand, way, strong, whole, seen.where,
       shorten(std::string_view(seen.text).substr(span.start, span.size()), limits::excerpt_bytes),
       seen.evidence(hit.span)});
}

void ClaimLedger::add(Claim claim) {
  for (const Claim& known : claims_) {
    if (known.brand == claim.brand && known.way == claim.way && known.strong >= claim.strong) return;
  }
  claims_.push_back(std::move(claim));
}

Claims ClaimLedger::finish(bool of_an_account) && {
  Claims claims;
  for (Claim& claim : claims_) {
    auto entry = std::find_if(claims.brands.begin(), claims.brands.end(),
                              [&](const ClaimedBrand& known) { return known.brand == claim.brand; });
    if (entry == claims.brands.end()) entry = claims.brands.insert(entry, {claim.brand, {}, false});
    entry->claims.push_back(std::move(claim));
  }
  for (ClaimedBrand& brand : claims.brands) {
    std::set<Way> ways;
    // The name and the address together are one way of speaking: a users' club has both and claims nothing. A logo
    // and a link's words are the mail's dress, which partners and icons of social networks wear too: they confirm what
    // the mail says by itself, and say nothing among themselves.
    for (const Claim& claim : brand.claims) {
      const bool address = claim.way == Way::local_part || claim.way == Way::domain || claim.way == Way::reply_to ||
                           claim.way == Way::message_id;
      const bool dress = claim.way == Way::logo || claim.way == Way::link_words;
      if (!dress) ways.insert(address ? Way::display_name : claim.way);
    }
    // "Apple" as a name may be an apple; with one more claim in the same mail it is the company, and so it is where
    // a customer is told to log in because of a problem.
    for (Claim& claim : brand.claims) claim.strong |= claim.whole && (ways.size() >= 2 || of_an_account);
    std::stable_sort(brand.claims.begin(), brand.claims.end(),
                     [](const Claim& a, const Claim& b) { return a.strong > b.strong; });
    brand.strong = brand.claims.front().strong || ways.size() >= 2;
  }
  const auto rank = [](const ClaimedBrand& b) {
    return (b.claims.front().strong ? 100U : 0U) + (b.strong ? 50U : 0U) + b.claims.size();
  };
  std::stable_sort(claims.brands.begin(), claims.brands.end(),
                   [&](const ClaimedBrand& a, const ClaimedBrand& b) { return rank(a) > rank(b); });
  return claims;
}

}  // namespace mekiki::facts
