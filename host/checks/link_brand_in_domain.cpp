// A stranger's domain that carries a company's name among other words: "amazon-notice.com". Anyone can register that.
#include "checks/check.h"
#include "checks/support.h"
#include "facts/brand_words.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Demands& demands, Sink& sink) {
  const facts::ClaimedBrand* claimed = claims.main();
  for (const facts::Link* link : action_links(links)) {
    if (link->brand != nullptr || link->owner != nullptr || link->cut.registrable.empty()) continue;
    const std::string label = link->cut.registrable.substr(0, link->cut.registrable.find('.'));
    for (const facts::BrandWord& word : facts::brand_words_in(label)) {
      const bool as_claimed = claimed != nullptr && names::belong_together(*claimed->brand, *word.brand);
      if (is_from(sender, *word.brand) && !as_claimed) continue;
      // Clubs, dealers and critics use such names too: without the claim it must stand apart from other words.
      if (!as_claimed && (!word.whole || word.span.size() == label.size())) continue;
      if (!as_claimed && same_organisation(link->host, sender.domain)) continue;
      Finding finding;
      finding.severity = as_claimed && demands_something_dear(demands) ? Severity::strong : Severity::medium;
      name_brand(finding, *word.brand);
      finding.parameters["domain"] = link->cut.registrable;
      finding.evidence.push_back(evidence_of(*link));
      sink.add(std::move(finding));
      return;
    }
  }
}

}  // namespace

extern const Check link_brand_in_domain;
const Check link_brand_in_domain = make<examine>();

}  // namespace mekiki::checks
