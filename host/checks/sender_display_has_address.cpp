// The display name is itself an address, of somebody other than the real one: mail programs that show only the name
// show a lie. "Bugzilla@Mozilla" is no address; the full-width at sign is taken for one by readers.
#include <algorithm>

#include "base/normalise.h"
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

bool is_address_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || std::string_view(".-_+").find(c) != std::string_view::npos;
}

// The domain of the first address in normalised text (NFKC makes the full-width sign a plain one), or "".
std::string domain_in(std::string_view text) {
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && is_address_byte(text[end])) ++end;
    std::string_view domain = text.substr(at + 1, end - at - 1);
    while (domain.ends_with('.') || domain.ends_with('-')) domain.remove_suffix(1);
    if (at > 0 && is_address_byte(text[at - 1]) && domain.find('.') != std::string_view::npos &&
        names::cut_domain(domain).listed) {
      return std::string(domain);
    }
  }
  return {};
}

// Aliases that forward to a reader's own address put the author's address into the name; what the author wrote leads to
// the author's own site. Who borrows an address wants the reader elsewhere.
bool leads_to_shown(const facts::Links& links, const std::string& shown) {
  const std::vector<const facts::Link*> actions = action_links(links);
  return !actions.empty() &&
         std::ranges::all_of(actions, [&](const facts::Link* link) { return same_organisation(link->host, shown); });
}

void examine(const message::Message& message, const facts::Sender& sender, const facts::Bulk& bulk,
             const facts::Links& links, Sink& sink) {
  const std::string shown = domain_in(normalised(sender.from.display));
  if (shown.empty() || sender.domain.empty() || same_organisation(shown, sender.domain)) return;
  if (bulk.mailing_list) return;  // lists put the author's address into the name when they rewrite From
  Finding finding;
  finding.severity = leads_to_shown(links, shown) ? Severity::weak : Severity::medium;
  if (names::brand_sending_from(shown) != nullptr) finding.severity = Severity::strong;
  finding.parameters["shown"] = sender.from.display;
  finding.parameters["address"] = sender.from.address();
  finding.evidence.push_back(evidence_of_sender(message, sender));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check sender_display_has_address;
const Check sender_display_has_address = make<examine>();

}  // namespace mekiki::checks
