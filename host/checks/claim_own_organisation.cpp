// The sender poses as the reader's own mail system: its name is the reader's own domain, its address somebody else's.
#include "base/normalise.h"
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

// The reader's domain if the display name gives it. Free mail and providers' domains are everybody's.
std::string own_domain_in(const message::Message& message, const facts::Circumstances& circumstances,
                          const std::string& display) {
  std::vector<std::string> own = circumstances.own_domains;
  for (const message::Mailbox& reader : message.to.mailboxes) own.push_back(names::organisation_domain(reader.domain));
  for (const std::string& domain : own) {
    if (domain.find('.') == std::string::npos || names::owner_of(domain) != nullptr) continue;
    if (display.find(ascii_lower(domain)) != std::string::npos) return domain;
  }
  return {};
}

bool speaks_of_the_mailbox(const facts::Demands& demands) {
  return demands.has(PhraseKind::mailbox_problem) || demands.has(PhraseKind::account_problem) ||
         demands.has(PhraseKind::password) || demands.has(PhraseKind::document) || demands.has(PhraseKind::outage);
}

void examine(const message::Message& message, const facts::Circumstances& circumstances, const facts::Sender& sender,
             const facts::Bulk& bulk, const facts::Demands& demands, const facts::Links& links, Sink& sink) {
  if (bulk.mailing_list || sender.domain.empty()) return;
  const std::string domain = own_domain_in(message, circumstances, normalised(sender.from.display));
  if (domain.empty() || same_organisation(domain, sender.domain)) return;
  // A web site's contact form writes in its own name too; it does not ask to log in.
  const bool wants_login =
      speaks_of_the_mailbox(demands) && demands_something_dear(demands) && !action_links(links).empty();
  Finding finding;
  finding.severity = wants_login ? Severity::strong : Severity::weak;
  finding.parameters["display"] = sender.from.display;
  finding.parameters["domain"] = domain;
  finding.parameters["address"] = sender.from.address();
  finding.evidence.push_back(evidence_of_sender(message, sender));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check claim_own_organisation;
const Check claim_own_organisation = make<examine>();

}  // namespace mekiki::checks
