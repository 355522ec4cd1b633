// The sender's address names no domain that can exist on the Internet: nobody could answer it.
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

// Names of the reader's own network end so (RFC 6762, RFC 8375, RFC 6761); mail of local programs is no deception.
bool is_local_name(const std::string& domain) {
  for (const std::string_view local : {"localhost", "localdomain", "local", "lan", "internal", "home.arpa", "intranet",
                                       "corp", "test", "example", "invalid"}) {
    if (names::is_within(domain, local)) return true;
  }
  return false;
}

void examine(const message::Message& message, const facts::Sender& sender, const facts::Bulk& bulk,
             const facts::Route& route, const facts::Links& links, Sink& sink) {
  if (sender.domain.empty() || is_local_name(sender.domain) || !names::canonical_ip(sender.domain).empty()) return;
  if (names::cut_domain(sender.domain).listed && sender.domain.find('.') != std::string::npos) return;
  // A bounce or a cron report that never left the own network has no handing-over stranger.
  if (bulk.automatic || bulk.mailing_list || route.handed_over_ip.empty()) return;
  Finding finding;
  // A machine's report may come from a name that only its own network knows; it does not ask to press links.
  finding.severity = action_links(links).empty() ? Severity::medium : Severity::strong;
  finding.parameters["address"] = sender.from.address();
  finding.evidence.push_back(evidence_of_sender(message, sender));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check sender_invalid_domain;
const Check sender_invalid_domain = make<examine>();

}  // namespace mekiki::checks
