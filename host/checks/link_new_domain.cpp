// The name that the link leads to was registered a short time ago. Honest names are new once, too; but no company asks
// for a login on one. A name that is old says nothing: old sites are broken into, and old names are bought.
#include <algorithm>

#include "base/limits.h"
#include "checks/check.h"
#include "checks/sites.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using questions::Kind;

constexpr std::int64_t seconds_of_day = 86400;
constexpr std::int64_t new_days = 31;
constexpr std::int64_t young_days = 183;

void examine(const message::Message& message, const facts::Circumstances& circumstances, const facts::Route& route,
             const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             questions::Inquiry& inquiry, Sink& sink) {
  if (!circumstances.registration) return;
  const bool pretends = false_claim(claims, sender) != nullptr;
  // What counts is how new the name was when the mail came, by the clock of the reader's side.
  const message::Received* boundary = facts::boundary_of(message, route);
  const std::int64_t arrived =
      boundary != nullptr && boundary->time ? std::min(*boundary->time, circumstances.now) : circumstances.now;
  bool said = false;
  std::size_t asked = 0;
  for (const Site& site : sites_of(message, links, claims, sender)) {
    // The age of a parent says nothing of who rents a name below it.
    if (!site.stranger || site.domain.empty() || asked++ >= limits::registrations) continue;
    const questions::Answer answer = inquiry.ask(Kind::registration, site.domain);
    const std::string created = value_of(answer, "created");
    const auto day = day_of(created);
    if (said || site.link->rented || !day) continue;
    const std::int64_t age = arrived / seconds_of_day - *day;
    if (age < 0 || age > young_days || (age > new_days && !pretends)) continue;
    said = true;
    Finding finding;
    finding.severity = age <= new_days ? Severity::medium : Severity::weak;
    finding.parameters["domain"] = site.domain;
    finding.parameters["date"] = created;
    finding.parameters["days"] = std::to_string(age);
    finding.evidence.push_back(evidence_of(*site.link));
    finding.evidence.push_back({"answer:registration " + site.domain, "created=" + created, {}});
    sink.add(std::move(finding));
  }
}

}  // namespace

extern const Check link_new_domain;
const Check link_new_domain = make<examine>();

}  // namespace mekiki::checks
