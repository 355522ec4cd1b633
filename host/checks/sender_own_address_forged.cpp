// The mail carries the reader's own address, or own domain, as its sender, and came in from outside. Senders of threats
// do that to look as if they were inside the mailbox. What one sends to oneself goes in through the own side.
#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

// The addresses the mail was delivered to: as the mail program tells, else as the own side's trace says.
std::vector<std::string> reader_addresses(const message::Message& message, const facts::Circumstances& circumstances,
                                          const facts::Route& route) {
  std::vector<std::string> addresses;
  for (const std::string& address : circumstances.reader_addresses) addresses.push_back(ascii_lower(address));
  if (!addresses.empty()) return addresses;
  for (const facts::Hop& hop : route.hops) {
    const std::string& delivered = message.received[hop.received].envelope_for;
    if (hop.trusted && delivered.find('@') != std::string::npos) addresses.push_back(ascii_lower(delivered));
  }
  return addresses;
}

bool is_shared(const std::string& domain) {
  const names::Owner* owner = names::owner_of(domain);
  return owner != nullptr &&
         (owner->kind == names::OwnerKind::free_mail || owner->kind == names::OwnerKind::isp_mailbox ||
          owner->kind == names::OwnerKind::tenant || owner->kind == names::OwnerKind::university);
}

bool is_own_domain(const facts::Sender& sender, const facts::Circumstances& circumstances,
                   const std::vector<std::string>& addresses) {
  for (const std::string& own : circumstances.own_domains) {
    if (names::is_within(sender.domain, ascii_lower(own))) return true;
  }
  // The domain of the reader's address is the reader's own only where it is no provider's.
  return !is_shared(sender.domain) && std::any_of(addresses.begin(), addresses.end(), [&](const std::string& address) {
    return address.substr(address.rfind('@') + 1) == sender.domain;
  });
}

// Logged in, handed over by the own house, or from inside: the own side knows who sent it.
bool came_from_own_side(const message::Received& line, const facts::Sender& sender, const facts::Route& route) {
  if (route.handed_over_ip.empty() || !line.authenticated_as.empty()) return true;
  const std::string with = ascii_lower(line.with);
  if (with.ends_with("smtpa") || with.ends_with("smtpsa") || with.starts_with("http")) return true;  // RFC 3848
  return line.from_host.empty()
             ? false
             : facts::same_house(line.from_host, route.receiver) || same_organisation(line.from_host, sender.domain);
}

// The receiving server's own words on SPF, DKIM or DMARC of this domain: "pass", "fail" or "".
std::string checked_by_receiver(const message::Message& message, const facts::Route& route) {
  if (message.authentication_results.empty()) return {};
  const message::AuthenticationResults& results = message.authentication_results.front();
  if (!facts::same_house(ascii_lower(results.authserv_id), route.receiver)) return {};
  std::string word;
  for (const message::MethodResult& method : results.methods) {
    if (method.method == "dmarc" && (method.result == "pass" || method.result == "fail")) return method.result;
    if ((method.method == "dkim" || method.method == "spf") && method.result == "pass") word = "pass";
  }
  return word;
}

void examine(const message::Message& message, const facts::Circumstances& circumstances, const facts::Sender& sender,
             const facts::Bulk& bulk, const facts::Route& route, Sink& sink) {
  const message::Received* line = facts::boundary_of(message, route);
  if (line == nullptr || sender.domain.empty() || bulk.mailing_list || bulk.automatic) return;
  if (message.first("Resent-From") != nullptr || came_from_own_side(*line, sender, route)) return;
  const auto addresses = reader_addresses(message, circumstances, route);
  const std::string from = ascii_lower(sender.from.local) + "@" + sender.domain;
  const bool own_address = std::find(addresses.begin(), addresses.end(), from) != addresses.end();
  if (!own_address && !is_own_domain(sender, circumstances, addresses)) return;
  const std::string checked = checked_by_receiver(message, route);
  if (checked == "pass") return;
  Finding finding;
  finding.variant = own_address ? "" : "own_domain";
  // Web forms and services that send for the reader come from outside as well.
  finding.severity = checked == "fail" ? Severity::strong : Severity::weak;
  finding.parameters["address"] = from;
  finding.parameters["domain"] = sender.domain;
  finding.parameters["ip"] = route.handed_over_ip;
  finding.parameters["host"] = route.handed_over_host.empty() ? route.handed_over_ip : route.handed_over_host;
  finding.evidence.push_back(evidence_of_sender(message, sender));
  const message::HeaderField& field = message.headers[line->field];
  finding.evidence.push_back({"header:Received", shorten(field.value, limits::excerpt_bytes), field.span});
  sink.add(std::move(finding));
}

}  // namespace

extern const Check sender_own_address_forged;
const Check sender_own_address_forged = make<examine>();

}  // namespace mekiki::checks
