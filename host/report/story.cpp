#include "report/story.h"

#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"
#include "checks/support.h"
#include "names/domain.h"

namespace mekiki::report {
namespace {

using names::OrganisationKind;
using names::OwnerKind;

std::string bounded(std::string_view text) { return shorten(to_valid_utf8(text), limits::excerpt_bytes); }

// A full stop is followed by a space in English, by nothing in Japanese.
void append(std::string& story, const std::string& sentence, Language language) {
  if (!story.empty() && language != Language::ja) story += ' ';
  story += sentence;
}

Parameters with_owner(const names::Owner* owner, const std::string& otherwise) {
  checks::Finding holder;
  checks::name_owner(holder, "owner", owner, otherwise);
  return holder.parameters;
}

std::string name_sentence(const Judged& judged) {
  const facts::Sender& sender = judged.facts.sender;
  const facts::ClaimedBrand* claimed = judged.facts.claims.main();
  Parameters parameters{{"display", bounded(sender.from.display)}};
  if (claimed != nullptr) {
    checks::Finding holder;
    checks::name_brand(holder, *claimed->brand);
    parameters.merge(holder.parameters);
  }
  if (sender.from.display.empty()) {
    return claimed == nullptr ? "" : report_text("story.text.brand", judged.language, parameters);
  }
  return report_text(claimed == nullptr ? "story.name" : "story.name.brand", judged.language, parameters);
}

bool is_provider(const facts::ClaimedBrand* claimed) {
  return claimed != nullptr &&
         (claimed->brand->kind == OrganisationKind::provider || claimed->brand->kind == OrganisationKind::hosting ||
          claimed->brand->kind == OrganisationKind::carrier);
}

std::string owner_key(const Judged& judged) {
  const facts::Sender& sender = judged.facts.sender;
  if (sender.owner == nullptr) return sender.brand == nullptr ? "story.owner.unknown" : "story.owner";
  switch (sender.owner->kind) {
    case OwnerKind::isp_mailbox: {
      const bool other = is_provider(checks::false_claim(judged.facts.claims, sender));
      return other ? "story.owner.isp_mailbox.other" : "story.owner.isp_mailbox";
    }
    case OwnerKind::free_mail:
      return "story.owner.free_mail";
    case OwnerKind::university:
      return "story.owner.university";
    case OwnerKind::tenant:
    case OwnerKind::hosting:
      return "story.owner.rented";
    case OwnerKind::mail_service:
      return "story.owner.mail_service";
    default:
      return "story.owner";
  }
}

// The same rule as route.host_confirmed: the good sign and this sentence come and go together.
bool own_server_confirmed(const Judged& judged) {
  return std::any_of(judged.outcome.findings.begin(), judged.outcome.findings.end(),
                     [](const checks::Finding& finding) { return finding.code == "route.host_confirmed"; });
}

std::string route_sentence(const Judged& judged) {
  const facts::Route& route = judged.facts.route;
  const facts::Sender& sender = judged.facts.sender;
  if (route.handed_over_ip.empty()) return {};
  const names::Owner* owner = route.host_looked_up ? names::owner_of(route.handed_over_host) : nullptr;
  const bool own = own_server_confirmed(judged);
  Parameters parameters = with_owner(own ? sender.owner : owner, sender.organisation);
  parameters["host"] = bounded(route.handed_over_host);
  parameters["ip"] = route.handed_over_ip;
  const char* key = "story.route.other";
  if (own) {
    key = "story.route.own";
  } else if (route.handed_over_host.empty()) {
    key = "story.route.ip";
  } else if (!route.host_looked_up) {
    key = "story.route.said";
  } else if (owner != nullptr && !owner->name_en.empty()) {
    key = "story.route.other_owner";
  }
  return report_text(key, judged.language, parameters);
}

}  // namespace

std::string sender_story(const Judged& judged) {
  const facts::Sender& sender = judged.facts.sender;
  std::string story;
  if (const std::string name = name_sentence(judged); !name.empty()) append(story, name, judged.language);
  if (!sender.domain.empty()) {
    Parameters parameters = with_owner(sender.owner, sender.organisation);
    parameters["domain"] = bounded(sender.owner != nullptr ? std::string(sender.owner->domain) : sender.organisation);
    append(story, report_text(owner_key(judged), judged.language, parameters), judged.language);
  }
  if (const std::string route = route_sentence(judged); !route.empty()) append(story, route, judged.language);
  return story;
}

std::string trust_story(const Judged& judged) {
  const facts::Route& route = judged.facts.route;
  if (route.boundary < 0) return report_text("trust.none", judged.language);
  std::string story = report_text("trust." + route.trust_reason, judged.language, {{"by", bounded(route.receiver)}});
  const std::size_t below = route.hops.size() - static_cast<std::size_t>(route.boundary) - 1;
  if (below > 0) {
    append(story, report_text("trust.below", judged.language, {{"count", std::to_string(below)}}), judged.language);
  }
  return story;
}

}  // namespace mekiki::report
