// A stranger's domain that carries a company's name among other words: "amazon-notice.com". Anyone can register that.
#include <algorithm>
#include <array>
#include <string_view>

#include "checks/check.h"
#include "checks/proof.h"
#include "checks/support.h"
#include "facts/brand_words.h"

namespace mekiki::checks {
namespace {

// What stands beside a company's name in a domain that pretends to be its own office: "example-login",
// "examplesupport".
constexpr auto service_words = std::to_array<std::string_view>(
    {"2fa",    "access",       "account", "accounts", "alert",    "alerts",   "app",   "auth",     "billing",
     "care",   "center",       "check",   "client",   "confirm",  "customer", "help",  "helpdesk", "id",
     "info",   "jp",           "live",    "login",    "mail",     "member",   "my",    "notice",   "online",
     "pay",    "payment",      "portal",  "recover",  "recovery", "refund",   "reset", "restore",  "sec",
     "secure", "security",     "service", "services", "signin",   "support",  "team",  "update",   "updates",
     "user",   "verification", "verify",  "wallet",   "web"});

// True if nothing but such words, digits and hyphens stands around the name.
bool is_all_service(std::string_view label, Span name) {
  std::string rest(label.substr(0, name.start));
  rest += '-';
  rest += label.substr(std::min(name.end, label.size()));
  bool any = false;
  for (std::size_t at = 0; at < rest.size();) {
    if (rest[at] == '-' || (rest[at] >= '0' && rest[at] <= '9')) {
      ++at;
      continue;
    }
    std::size_t longest = 0;
    for (const std::string_view word : service_words) {
      if (std::string_view(rest).substr(at).starts_with(word)) longest = std::max(longest, word.size());
    }
    if (longest == 0) return false;
    any = true;
    at += longest;
  }
  return any;
}

// Somebody hands on what somebody else wrote, often to ask about it.
bool passes_on(const facts::Texts& texts) {
  return std::any_of(texts.seen.begin(), texts.seen.end(), [](const facts::SeenText& seen) {
    return seen.kind == facts::SeenText::Kind::body && facts::forward_start(seen.text) < seen.text.size();
  });
}

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Demands& demands, const facts::Texts& texts, const authentication::Authentication& found,
             Sink& sink) {
  const facts::ClaimedBrand* claimed = claims.main();
  for (const facts::Link* link : action_links(links)) {
    if (link->brand != nullptr || link->owner != nullptr || link->cut.registrable.empty()) continue;
    const std::string label = link->cut.registrable.substr(0, link->cut.registrable.find('.'));
    for (const facts::BrandWord& word : facts::brand_words_in(label)) {
      const bool as_claimed = claimed != nullptr && names::belong_together(*claimed->brand, *word.brand);
      if (is_from(sender, *word.brand) && !as_claimed) continue;
      if (is_proved_to_be(found, sender, *word.brand)) continue;
      // Clubs, dealers and critics use such names too: without the claim it must stand apart from other words.
      if (!as_claimed && (!word.whole || word.span.size() == label.size())) continue;
      const bool pretends = is_all_service(label, word.span);
      if (!as_claimed && !pretends && same_organisation(link->host, sender.domain)) continue;
      Finding finding;
      finding.severity = (as_claimed || (pretends && !passes_on(texts))) && demands_something_dear(demands)
                             ? Severity::strong
                             : Severity::medium;
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
