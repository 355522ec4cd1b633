// The sender has never written before, as far as this computer remembers, and wants something already. Everybody writes
// for the first time once: alone that is nothing.
#include "checks/check.h"
#include "checks/correspondents.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const message::Message& message, const facts::Circumstances& circumstances, const facts::Sender& sender,
             const facts::Demands& demands, questions::Inquiry& inquiry, Sink& sink) {
  if (!demands_something_dear(demands)) return;
  const auto answer = ask_about_correspondent(circumstances, sender, inquiry);
  if (!answer || answer->outcome != questions::Outcome::no) return;
  Finding finding;
  finding.severity = Severity::weak;
  finding.parameters["address"] = sender.from.address();
  finding.evidence.push_back(evidence_of_sender(message, sender));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check sender_first_contact;
const Check sender_first_contact = make<examine>();

}  // namespace mekiki::checks
