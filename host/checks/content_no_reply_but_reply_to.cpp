// "Do not answer this mail", and yet it says where answers shall go: to somebody else.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const message::Message& message, const facts::Demands& demands, const facts::Sender& sender,
             const facts::Bulk& bulk, Sink& sink) {
  if (bulk.mailing_list || sender.reply_domain.empty() || same_organisation(sender.reply_domain, sender.domain)) return;
  const facts::Phrase* words = demands.first(text::PhraseKind::no_reply);
  if (words == nullptr) return;
  Finding finding;
  finding.severity = Severity::weak;
  finding.parameters["words"] = words->excerpt;
  finding.parameters["reply"] = message.reply_to.mailboxes.front().address();
  finding.evidence = {evidence_of(*words), evidence_of_header(message, "Reply-To")};
  sink.add(std::move(finding));
}

}  // namespace

extern const Check content_no_reply_but_reply_to;
const Check content_no_reply_but_reply_to = make<examine>();

}  // namespace mekiki::checks
