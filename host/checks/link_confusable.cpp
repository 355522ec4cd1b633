// A site's name that reads like a company's own and is not: look-alike letters, or one letter off.
#include <algorithm>
#include <map>
#include <string>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/proof.h"
#include "checks/support.h"
#include "names/confusables.h"

namespace mekiki::checks {
namespace {

enum class Likeness { none, same_to_the_eye, one_letter_off };

Likeness likeness(const std::string& label, const std::string& shown, std::string_view own) {
  if (label == own || own.size() < 4) return Likeness::none;
  if (names::skeleton(shown) == names::skeleton(own)) return Likeness::same_to_the_eye;
  const bool close = own.size() >= 7 && names::edit_distance(shown, own, 1) <= 1;
  return close ? Likeness::one_letter_off : Likeness::none;
}

// The brand's name as its own sites write it: the first label of each of its domains.
std::string_view first_label(std::string_view domain) { return domain.substr(0, domain.find('.')); }

void report(const facts::Link& link, const names::Brand& brand, Likeness how, Sink& sink) {
  Finding finding;
  finding.severity = how == Likeness::same_to_the_eye ? Severity::strong : Severity::medium;
  finding.variant = how == Likeness::same_to_the_eye ? "" : "near";
  name_brand(finding, brand);
  finding.parameters["host"] = link.host;
  finding.parameters["shown"] = names::to_unicode(link.host);
  finding.evidence.push_back(evidence_of(link));
  sink.add(std::move(finding));
}

bool examine_link(const facts::Link& link, const names::Brand& brand, bool near_counts, Sink& sink) {
  const std::string label(first_label(link.cut.registrable));
  const std::string shown = names::to_unicode(label);
  for (const std::string_view domain : brand.links_to) {
    const Likeness how = likeness(label, shown, first_label(domain));
    if (how == Likeness::none || (how == Likeness::one_letter_off && !near_counts)) continue;
    report(link, brand, how, sink);
    return true;
  }
  return false;
}

constexpr std::size_t shortest_unclaimed = 6;  // shorter names meet by accident

// What a name looks like at a glance: "paypa1", "arnazon" and "steamcommunlty" as the names they stand for.
std::string glance(const std::string& shown) {
  std::string look = names::skeleton(shown);
  std::replace(look.begin(), look.end(), 'i', 'l');
  return look;
}

using Looks = std::map<std::string, const names::Brand*>;

Looks looks_of_brands() {
  Looks looks;
  for (const names::Brand& brand : names::brands()) {
    for (const std::string_view domain : brand.links_to) {
      const std::string_view label = first_label(domain);
      if (label.size() >= shortest_unclaimed) looks.emplace(glance(std::string(label)), &brand);
    }
  }
  return looks;
}

// The company whose name this site's looks like at a glance, whoever the mail claims to be.
const names::Brand* looks_like(const facts::Link& link) {
  static names::OfOrganisations<Looks> looks;
  if (link.rented || link.owner != nullptr) return nullptr;
  const std::string label(first_label(link.cut.registrable));
  if (label.size() < shortest_unclaimed) return nullptr;
  const Looks& known = looks.get(looks_of_brands);
  const auto found = known.find(glance(names::to_unicode(label)));
  if (found == known.end()) return nullptr;
  const names::Brand& brand = *found->second;
  const bool own = std::any_of(brand.links_to.begin(), brand.links_to.end(),
                               [&](std::string_view domain) { return first_label(domain) == label; });
  return own || facts::belongs_to(link.host, brand) ? nullptr : &brand;
}

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const authentication::Authentication& found, Sink& sink) {
  int budget = 60;
  for (const std::size_t index : links.distinct) {
    const facts::Link& link = links.all[index];
    if (link.brand != nullptr || link.cut.registrable.empty() || budget-- == 0) continue;
    if (const names::Brand* brand = looks_like(link); brand != nullptr && !is_from(sender, *brand)) {
      report(link, *brand, Likeness::same_to_the_eye, sink);
      return;
    }
    if (same_organisation(link.host, sender.domain) && claims.main() == nullptr) continue;
    for (const facts::ClaimedBrand& claimed : claims.brands) {
      // A campaign's name of the company itself may be near its own; letters that only look alike are nobody's habit.
      const bool near_counts = !is_proved_to_be(found, sender, *claimed.brand);
      if (facts::belongs_to(link.host, *claimed.brand)) continue;
      if (examine_link(link, *claimed.brand, near_counts, sink)) return;
    }
    const bool foreign_letters = link.cut.registrable.find("xn--") != std::string::npos;
    if (!foreign_letters) continue;
    for (const names::Brand& brand : names::brands()) {
      if (examine_link(link, brand, true, sink)) return;
    }
  }
}

}  // namespace

extern const Check link_confusable;
const Check link_confusable = make<examine>();

}  // namespace mekiki::checks
