// The sender's domain does not exist, or says that it takes no mail (RFC 7505). A domain with MX and no address is a
// normal mail domain.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using questions::Kind;
using questions::Outcome;

void examine(const message::Message& message, const facts::Sender& sender, questions::Inquiry& inquiry, Sink& sink) {
  if (sender.domain.find('.') == std::string::npos || !names::canonical_ip(sender.domain).empty()) return;
  // A resolver without the Internet behind it (a captive portal, a closed network) denies everything: its "no" counts
  // only if it knows the domain's top level.
  const questions::Answer control = inquiry.ask(Kind::dns_ns, sender.domain.substr(sender.domain.rfind('.') + 1));
  const questions::Answer mx = inquiry.ask(Kind::dns_mx, sender.domain);
  const questions::Answer a = inquiry.ask(Kind::dns_a, sender.domain);
  const questions::Answer aaaa = inquiry.ask(Kind::dns_aaaa, sender.domain);
  const bool null_mx = mx.outcome == Outcome::yes && mx.values.size() == 1 && mx.values.front() == "0 .";
  const bool nothing = mx.outcome == Outcome::no && a.outcome == Outcome::no && aaaa.outcome == Outcome::no;
  if (control.outcome != Outcome::yes || (!null_mx && !nothing)) return;
  Finding finding;
  finding.severity = Severity::medium;
  finding.variant = null_mx ? "null_mx" : "";
  finding.parameters["domain"] = sender.domain;
  finding.evidence.push_back(evidence_of_sender(message, sender));
  finding.evidence.push_back({"answer:dns_mx " + sender.domain, null_mx ? "0 ." : mx.reason, {}});
  sink.add(std::move(finding));
}

}  // namespace

extern const Check sender_domain_unresolvable;
const Check sender_domain_unresolvable = make<examine>();

}  // namespace mekiki::checks
