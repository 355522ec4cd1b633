// A well-known company's address that carries a stranger's inside: the company's site may pass the reader on there
// without a word, and the link looks like the company's until then.
#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"
#include "names/domain.h"

namespace mekiki::checks {
namespace {

constexpr auto redirect_words = std::to_array<std::string_view>(
    {"url",       "u",         "r",    "redirect", "redirect_url", "redirecturl", "redirect_to", "return",
     "returnurl", "return_to", "next", "goto",     "go",           "dest",        "destination", "target",
     "continue",  "to",        "out",  "forward",  "link",         "adurl"});

// Buttons to share a page, to sign in with another account or to show a page in another language carry an address by
// their nature.
bool carries_openly(const names::Url& url) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"share", "intent", "oauth", "authorize", "signin", "login", "translate", "calendar", "submit", "save", "add"});
  const std::string path = ascii_lower(url.path);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return path.find(word) != std::string::npos; });
}

// The host of the address that a parameter of the query carries to somebody else, or nothing.
std::string carried_host(const names::Url& url) {
  std::string_view query = url.query ? std::string_view(*url.query) : std::string_view{};
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string name = ascii_lower(pair.substr(0, equals));
    if (std::find(redirect_words.begin(), redirect_words.end(), name) == redirect_words.end()) continue;
    std::string value = names::percent_decode(pair.substr(equals + 1));
    if (value.starts_with("//")) value.insert(0, "https:");
    const auto inner = names::parse_url(value);
    if (!inner || !inner->is_web() || inner->host_kind != names::HostKind::domain) continue;
    if (!same_organisation(inner->host, url.host)) return inner->host;
  }
  return {};
}

void examine(const facts::Links& links, const facts::Sender& sender, const facts::Demands& demands,
             const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion) return;
  for (const facts::Link* link : action_links(links)) {
    if (link->brand == nullptr || carries_openly(link->target) || link->host == link->unwrapped_from) continue;
    if (!sender.anyone_can_have_address && same_organisation(link->host, sender.domain)) continue;
    const std::string host = carried_host(link->target);
    if (host.empty() || names::brand_linking_to(host) != nullptr || same_organisation(host, sender.domain)) continue;
    Finding finding;
    finding.severity = demands_something_dear(demands) ? Severity::medium : Severity::weak;
    name_brand(finding, *link->brand);
    finding.parameters["host"] = link->host;
    finding.parameters["target"] = host;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_open_redirect;
const Check link_open_redirect = make<examine>();

}  // namespace mekiki::checks
