// A company's name or whole host name stands in the path of a stranger's address. Only the host decides.
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/proof.h"
#include "checks/support.h"
#include "facts/brand_words.h"

namespace mekiki::checks {
namespace {

struct Found {
  const names::Brand* brand = nullptr;
  bool whole_host = false;
};

// The claimed brand's word counts before others that stand there ("/activemail.kagoya.com/").
Found brand_in_path(const facts::Link& link, const facts::ClaimedBrand* claimed) {
  const std::string path = ascii_lower(link.target.path);
  Found best;
  for (const facts::BrandWord& word : facts::brand_words_in(path)) {
    if (facts::belongs_to(link.host, *word.brand)) continue;
    const std::size_t start = path.rfind('/', word.span.start) + 1;
    const std::string segment = path.substr(start, path.find('/', start) - start);
    const Found found{word.brand, facts::belongs_to(segment, *word.brand)};
    const bool as_claimed = claimed != nullptr && names::belong_together(*claimed->brand, *word.brand);
    if (as_claimed) return found;
    if (best.brand == nullptr || (found.whole_host && !best.whole_host)) best = found;
  }
  return best;
}

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const authentication::Authentication& authenticity, Sink& sink) {
  const facts::ClaimedBrand* claimed = claims.main();
  for (const facts::Link* link : action_links(links)) {
    const Found found = brand_in_path(*link, claimed);
    if (found.brand == nullptr || is_proved_to_be(authenticity, sender, *found.brand)) continue;
    if (is_from(sender, *found.brand) && !(found.whole_host && link->rented)) continue;
    const bool as_claimed = claimed != nullptr && names::belong_together(*claimed->brand, *found.brand);
    // Newspapers and shops write about companies in their own addresses; only a disguise counts.
    if (!as_claimed && !(found.whole_host && link->rented)) continue;
    if (!leads_to_stranger(*link, sender, found.brand) && false_claim(claims, sender) == nullptr) continue;
    Finding finding;
    finding.severity = found.whole_host && link->rented ? Severity::strong : Severity::medium;
    finding.variant = found.whole_host ? "host" : "";
    name_brand(finding, *found.brand);
    finding.parameters["path"] = shorten(link->target.path, 120);
    finding.parameters["owner"] = link->owner_domain;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_brand_in_path;
const Check link_brand_in_path = make<examine>();

}  // namespace mekiki::checks
