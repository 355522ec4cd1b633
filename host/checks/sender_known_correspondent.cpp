// The address has written before, on another day. A good sign about the address only: it can be forged, and mailboxes
// are stolen.
#include "checks/check.h"
#include "checks/correspondents.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

std::string value_of(const questions::Answer& answer, std::string_view name) {
  for (const std::string& value : answer.values) {
    if (value.starts_with(name) && value.size() > name.size() && value[name.size()] == '=') {
      return value.substr(name.size() + 1);
    }
  }
  return {};
}

void examine(const message::Message& message, const facts::Circumstances& circumstances, const facts::Sender& sender,
             questions::Inquiry& inquiry, Sink& sink) {
  const auto answer = ask_about_correspondent(circumstances, sender, inquiry);
  if (!answer || answer->outcome != questions::Outcome::yes) return;
  const std::string mails = value_of(*answer, "mails"), first = value_of(*answer, "first");
  if (mails.empty() || mails == "1" || first == value_of(*answer, "last")) return;
  Finding finding;
  finding.severity = Severity::good;
  finding.parameters["address"] = sender.from.address();
  finding.parameters["mails"] = mails;
  finding.parameters["first"] = first;
  finding.evidence.push_back(evidence_of_sender(message, sender));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check sender_known_correspondent;
const Check sender_known_correspondent = make<examine>();

}  // namespace mekiki::checks
