// A link that opens no site: it carries a page or a program in itself, or starts one on the reader's computer.
#include <algorithm>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

bool is_empty_script(std::string_view written) {
  // javascript:void(0) and the like are left over from web pages and do nothing.
  const std::string body = ascii_lower(trim_ascii(written.substr(std::min(written.find(':'), written.size() - 1) + 1)));
  return body.empty() || body.starts_with("void") || body == ";" || body == "//" || body.starts_with("history.") ||
         body.starts_with("window.print") || body == "return false;" || body.find('(') == std::string::npos;
}

// "" if it is nothing to speak of.
std::string_view variant_of(const facts::Link& link) {
  const std::string& scheme = link.as_written.scheme;
  if (scheme == "data" || scheme == "blob") return "page";
  if (scheme == "vbscript" || (scheme == "javascript" && !is_empty_script(link.written))) return "script";
  if (scheme == "search-ms" || scheme == "ms-msdt" || scheme == "ms-appinstaller" || scheme == "ms-officecmd")
    return "program";
  return {};
}

void examine(const facts::Links& links, Sink& sink) {
  for (const facts::Link& link : links.all) {
    if (!link.clickable || link.hidden) continue;
    const std::string_view variant = variant_of(link);
    if (variant.empty()) continue;
    Finding finding;
    // Mail programs run no scripts; pages that are sent on whole have some.
    finding.severity = variant == "script" ? Severity::weak : Severity::strong;
    finding.variant = variant;
    finding.parameters["scheme"] = link.as_written.scheme;
    finding.evidence.push_back(evidence_of(link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_script_scheme;
const Check link_script_scheme = make<examine>();

}  // namespace mekiki::checks
