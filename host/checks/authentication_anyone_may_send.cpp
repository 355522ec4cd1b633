// The domain in From lists nearly every server in the world as its own: that one of them handed the mail over, and that
// receivers then call the sender confirmed, says nothing.
#include "checks/check.h"
#include "checks/proof.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const message::Message& message, const facts::Sender& sender, const authentication::Authentication& found,
             Sink& sink) {
  // What a signature proves is not made worse by it.
  if (found.confirmed || !found.spf_evaluated || found.spf.worthless.empty() || found.spf.path.empty()) return;
  if (!same_organisation(found.spf.domain, sender.domain)) return;
  const authentication::spf::Term& term = found.spf.path.back();
  Finding finding;
  finding.severity = Severity::weak;
  finding.variant = found.spf.worthless == "wide" ? "wide" : "";
  finding.parameters["domain"] = found.spf.domain;
  finding.parameters["term"] = term.written;
  finding.evidence.push_back({"answer:dns_txt " + term.record_of, term.written, {}});
  finding.evidence.push_back(evidence_of_sender(message, sender));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check authentication_anyone_may_send;
const Check authentication_anyone_may_send = make<examine>();

}  // namespace mekiki::checks
