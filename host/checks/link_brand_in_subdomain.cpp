// A company's word stands left of the part that decides who owns the site: anyone can write it there.
#include <algorithm>
#include <vector>

#include "checks/check.h"
#include "checks/proof.h"
#include "checks/support.h"
#include "facts/brand_words.h"
#include "facts/mentions.h"

namespace mekiki::checks {
namespace {

const names::Brand* strangers_brand(const facts::Link& link, const facts::Claims& claims) {
  if (link.target.host_kind != names::HostKind::domain || link.host.size() <= link.owner_domain.size()) return nullptr;
  const std::string left = link.host.substr(0, link.host.size() - link.owner_domain.size());
  for (const facts::BrandWord& word : facts::brand_words_in(left)) {
    if (facts::belongs_to(link.host, *word.brand)) continue;
    const facts::ClaimedBrand* claimed = claims.main();
    const bool same_as_claimed = claimed != nullptr && names::belong_together(*claimed->brand, *word.brand);
    // A customer of a service has the right to a sub-domain named after a partner; with the claim it is a disguise.
    if (same_as_claimed || word.whole || word.span.size() >= 6) return word.brand;
  }
  return nullptr;
}

bool speaks_to_customers_of(const facts::Texts& texts, const names::Brand& brand) {
  const std::vector<facts::Mention> mentions = facts::mentions_in(texts);
  return std::ranges::any_of(mentions, [&](const facts::Mention& mention) {
    return mention.as_customer && names::belong_together(*mention.brand, brand);
  });
}

// "www.amazon.co.jp" in "www.amazon.co.jp.login.example", or what begins like an ending: "www.amazon.co.login.example".
bool imitates_site(const facts::Link& link, const names::Brand& brand) {
  for (const std::string_view ending : {".co.", ".com.", ".ne.", ".or."}) {
    if (link.host.find(ending) < link.host.size() - link.owner_domain.size()) return true;
  }
  std::string left = link.host.substr(0, link.host.size() - link.owner_domain.size());
  while (left.ends_with('.')) left.pop_back();
  for (std::size_t end = left.size(); end != 0 && end != std::string::npos; end = left.rfind('.', end - 1)) {
    if (facts::belongs_to(left.substr(0, end), brand)) return true;
  }
  return false;
}

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Texts& texts, const authentication::Authentication& authenticity, Sink& sink) {
  for (const facts::Link* link : action_links(links)) {
    const names::Brand* brand = strangers_brand(*link, claims);
    if (brand == nullptr || is_proved_to_be(authenticity, sender, *brand)) continue;
    // Services name a corner after the company that rents it; that the address in From is the company's own is nothing
    // as long as nothing confirms it, so its whole name in there still counts.
    if (is_from(sender, *brand) && !imitates_site(*link, *brand)) continue;
    const bool spoken_for = claims.main() == nullptr && speaks_to_customers_of(texts, *brand);
    const bool spoken = claims.main() != nullptr || spoken_for;
    if (!link->rented && same_organisation(link->host, sender.domain) && !spoken) continue;
    if (!leads_to_stranger(*link, sender, brand) && !spoken) continue;
    const facts::ClaimedBrand* claimed = claims.main();
    Finding finding;
    const bool disguise = claimed != nullptr && names::belong_together(*claimed->brand, *brand);
    finding.severity = disguise || spoken_for ? Severity::strong : Severity::medium;
    name_brand(finding, *brand);
    finding.parameters["host"] = link->host;
    finding.parameters["owner"] = link->owner_domain;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_brand_in_subdomain;
const Check link_brand_in_subdomain = make<examine>();

}  // namespace mekiki::checks
