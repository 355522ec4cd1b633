// The reader's own address stands in the link, in clear or coded: the page will greet the reader with it.
#include "base/base64.h"
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

bool contains_address(const std::string& href, const std::string& address) {
  if (ascii_lower(names::percent_decode(href)).find(address) != std::string::npos) return true;
  const std::string hex = hex_encode(address);
  if (ascii_lower(href).find(hex) != std::string::npos) return true;
  std::string coded = base64_encode(address);
  while (coded.ends_with('=')) coded.pop_back();
  coded.pop_back();  // the last character may differ when more text follows
  return coded.size() > 8 && href.find(coded) != std::string::npos;
}

void examine(const message::Message& message, const facts::Links& links, const facts::Sender& sender,
             const facts::Claims& claims, Sink& sink) {
  for (const message::Mailbox& reader : message.to.mailboxes) {
    const std::string address = ascii_lower(reader.address());
    if (address.size() < 6 || reader.domain.empty()) continue;
    for (const facts::Link* link : action_links(links)) {
      if (!contains_address(link->target.href(), address)) continue;
      if (same_organisation(link->host, sender.domain) || same_organisation(link->host, reader.domain)) continue;
      Finding finding;
      finding.severity = false_claim(claims, sender) != nullptr ? Severity::medium : Severity::weak;
      finding.parameters["host"] = link->host;
      finding.evidence.push_back(evidence_of(*link));
      sink.add(std::move(finding));
      return;
    }
  }
}

}  // namespace

extern const Check link_recipient_in_url;
const Check link_recipient_in_url = make<examine>();

}  // namespace mekiki::checks
