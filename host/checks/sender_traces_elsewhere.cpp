// From is a company's own address, but neither the server that handed the mail over nor the envelope is the company's
// or a delivery service's. Organisations are compared, not strings. A forwarder shows the same traces, which is why
// this is little by itself.
#include "base/limits.h"
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using names::OwnerKind;

bool is_companys(const std::string& domain, const facts::Sender& sender) {
  return same_organisation(domain, sender.domain) || facts::belongs_to(domain, *sender.brand) ||
         names::sends_from(*sender.brand, domain);
}

// Delivery services send for companies, and known companies for one another; hosting is for anyone.
bool may_send_for_others(const std::string& domain) {
  const names::Owner* owner = names::owner_of(domain);
  return owner != nullptr && owner->kind != OwnerKind::hosting && owner->kind != OwnerKind::tenant &&
         owner->kind != OwnerKind::isp_mailbox && owner->kind != OwnerKind::free_mail;
}

// Forwarders put their own address into the envelope in known forms (SRS, Gmail's "+caf_=").
bool is_forwarders_envelope(const message::Message& message) {
  if (message.return_path.mailboxes.empty()) return true;
  const std::string local = ascii_lower(message.return_path.mailboxes.front().local);
  return local.empty() || local.starts_with("srs0") || local.starts_with("srs1") ||
         local.find("+caf_=") != std::string::npos;
}

void examine(const message::Message& message, const facts::Sender& sender, const facts::Bulk& bulk,
             const facts::Route& route, Sink& sink) {
  if (sender.brand == nullptr || sender.anyone_can_have_address || bulk.mailing_list || bulk.automatic) return;
  const message::Received* line = facts::boundary_of(message, route);
  if (line == nullptr || route.handed_over_ip.empty() || sender.envelope_domain.empty()) return;
  if (message.first("Resent-From") != nullptr || is_forwarders_envelope(message)) return;
  for (const std::string& domain : {line->from_host, sender.envelope_domain}) {
    if (!domain.empty() && (is_companys(domain, sender) || may_send_for_others(domain))) return;
  }
  Finding finding;
  const names::Owner* host_owner = names::owner_of(line->from_host);
  const bool anybodys = line->from_host.empty() || host_owner != nullptr;
  finding.severity = anybodys ? Severity::medium : Severity::weak;
  name_brand(finding, *sender.brand);
  finding.parameters["address"] = sender.from.address();
  finding.parameters["envelope"] = sender.envelope_domain;
  finding.parameters["host"] = line->from_host.empty() ? route.handed_over_ip : line->from_host;
  finding.evidence.push_back(evidence_of_sender(message, sender));
  finding.evidence.push_back(evidence_of_header(message, "Return-Path"));
  const message::HeaderField& field = message.headers[line->field];
  finding.evidence.push_back({"header:Received", shorten(field.value, limits::excerpt_bytes), field.span});
  sink.add(std::move(finding));
}

}  // namespace

extern const Check sender_traces_elsewhere;
const Check sender_traces_elsewhere = make<examine>();

}  // namespace mekiki::checks
