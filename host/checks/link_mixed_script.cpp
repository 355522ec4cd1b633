// One part of the host mixes letters of scripts that look alike, Latin with Cyrillic or Greek. No name is written so.
#include <string_view>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"
#include "names/domain.h"

namespace mekiki::checks {
namespace {

bool mixes_scripts(std::string_view shown) {
  bool latin = false, lookalike = false;
  for (std::size_t at = 0; at < shown.size();) {
    const char32_t c = next_code_point(shown, at);
    if (c == '.') latin = lookalike = false;
    latin |= (c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0x24F);
    lookalike |= c >= 0x370 && c <= 0x52F;  // Greek and Cyrillic
    if (latin && lookalike) return true;
  }
  return false;
}

void examine(const facts::Links& links, Sink& sink) {
  for (const facts::Link* link : action_links(links)) {
    if (link->host.find("xn--") == std::string::npos) continue;
    const std::string shown = names::to_unicode(link->host);
    if (!mixes_scripts(shown)) continue;
    Finding finding;
    finding.severity = Severity::strong;
    finding.parameters["shown"] = shown;
    finding.parameters["host"] = link->host;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_mixed_script;
const Check link_mixed_script = make<examine>();

}  // namespace mekiki::checks
