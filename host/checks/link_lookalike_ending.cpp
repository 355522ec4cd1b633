// The name of a site has "co.jp" or "com" in its middle, where it ends nothing: the eye stops there, the browser does
// not.
#include <algorithm>

#include "checks/check.h"
#include "checks/proof.h"
#include "checks/support.h"
#include "facts/brand_words.h"

namespace mekiki::checks {
namespace {

// "co.jp." or "com." left of the owner, or "co-jp", "-com" as a word of its own in a label.
std::string ending_in(const std::string& left, const std::string& label) {
  for (const std::string_view ending : {".co.jp.", ".ne.jp.", ".or.jp.", ".go.jp.", ".com.", ".co.uk.", ".com.br."}) {
    if (("." + left).find(ending) != std::string::npos) return std::string(ending.substr(1, ending.size() - 2));
  }
  const std::string padded = "-" + label + "-";
  for (const std::string_view ending : {"-co-jp-", "-ne-jp-", "-or-jp-", "-go-jp-", "-com-", "-co-uk-"}) {
    if (padded.find(ending) != std::string::npos) return std::string(ending.substr(1, ending.size() - 2));
  }
  return {};
}

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Demands& demands, const authentication::Authentication& found, Sink& sink) {
  if (const facts::ClaimedBrand* main = claims.main();
      main != nullptr && is_proved_to_be(found, sender, *main->brand)) {
    return;
  }
  for (const facts::Link* link : action_links(links)) {
    if (link->target.host_kind != names::HostKind::domain || link->brand != nullptr) continue;
    if (link->owner != nullptr && !link->rented) continue;  // content networks and mailers name their customers so
    // com.com and co.com are names too: what stands left of them imitates nobody.
    if (link->owner_domain.starts_with("com.") || link->owner_domain.starts_with("co.")) continue;
    const std::string left =
        link->host.substr(0, link->host.size() - std::min(link->host.size(), link->owner_domain.size()));
    const std::string label = link->rented ? link->renter : link->owner_domain.substr(0, link->owner_domain.find('.'));
    const std::string ending = ending_in(left, label);
    if (ending.empty() || same_organisation(link->host, sender.domain)) continue;
    const auto words = facts::brand_words_in(link->host);
    Finding finding;
    finding.severity = !words.empty() && (claims.main() != nullptr || demands_something_dear(demands))
                           ? Severity::strong
                           : Severity::medium;
    finding.parameters["ending"] = ending;
    finding.parameters["host"] = link->host;
    finding.parameters["owner"] = link->owner_domain;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_lookalike_ending;
const Check link_lookalike_ending = make<examine>();

}  // namespace mekiki::checks
