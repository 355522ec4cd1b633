// The words of a link show one site's address, the link opens another's. Compared by organisation and after
// unwrapping; click trackers of a newsletter are no lie.
#include "base/normalise.h"
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

bool is_host_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'; }

// The host that the words show: "https://jcb.co.jp/x" or "www.jcb.co.jp"; a bare "jcb.co.jp" only if it is all there
// is.
std::string shown_host(const std::string& words) {
  const std::string text = normalised(words);
  std::size_t start = text.find("://");
  const bool one_word = !text.empty() && text.find(' ') == std::string::npos && text.find('@') == std::string::npos;
  if (start == std::string::npos && !text.starts_with("www.") && !one_word) return {};
  start = start == std::string::npos ? 0 : start + 3;
  std::size_t end = start;
  while (end < text.size() && is_host_byte(text[end])) ++end;
  if (end < text.size() && text[end] != '/' && text[end] != ':' && text[end] != '?' && text[end] != ' ') return {};
  std::string host = text.substr(start, end - start);
  while (host.ends_with('.')) host.pop_back();
  const names::DomainCut cut = names::cut_domain(host);
  if (!cut.listed || cut.registrable.empty()) return {};
  // "README.md" and "Node.js" are no sites: a bare name counts only if it is known to be one.
  const bool bare =
      text.find("://") == std::string::npos && !text.starts_with("www.") && text.find('/') == std::string::npos;
  return bare && names::owner_of(host) == nullptr ? std::string{} : host;
}

void examine(const facts::Links& links, const facts::Sender& sender, const facts::Bulk& bulk,
             const facts::Demands& demands, Sink& sink) {
  for (const facts::Link& link : links.all) {
    if (!link.web || link.in_text || !link.clickable || link.hidden) continue;
    const std::string shown = shown_host(link.text);
    if (shown.empty() || same_organisation(shown, link.host) || same_organisation(shown, link.url.host)) continue;
    const bool brand_shown = names::brand_linking_to(shown) != nullptr;
    const bool tracker = link.owner != nullptr && (link.owner->kind == names::OwnerKind::mail_service ||
                                                   link.owner->kind == names::OwnerKind::redirector);
    const bool own_tracker = same_organisation(link.host, sender.domain);
    if (tracker || ((own_tracker || !brand_shown) && (bulk.list_unsubscribe || bulk.mailing_list))) continue;
    Finding finding;
    finding.severity = own_tracker                                      ? Severity::weak
                       : brand_shown && demands_something_dear(demands) ? Severity::strong
                                                                        : Severity::medium;
    finding.parameters["shown"] = shown;
    finding.parameters["host"] = link.host;
    finding.parameters["owner"] = link.owner_domain;
    finding.evidence.push_back(evidence_of(link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_text_differs;
const Check link_text_differs = make<examine>();

}  // namespace mekiki::checks
