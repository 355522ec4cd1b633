// "https://www.jcb.co.jp@example.com/": what stands before the "@" is a user name, the site is what follows.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Links& links, Sink& sink) {
  for (const facts::Link& link : links.all) {
    if (!link.web || !link.clickable || link.target.username.empty()) continue;
    const bool looks_like_site = link.target.username.find('.') != std::string::npos;
    Finding finding;
    finding.severity = looks_like_site ? Severity::strong : Severity::medium;
    finding.parameters["user"] = link.target.username;
    finding.parameters["host"] = link.host;
    finding.evidence.push_back(evidence_of(link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_userinfo;
const Check link_userinfo = make<examine>();

}  // namespace mekiki::checks
