// A charge in a known company's name, by an address that has nothing to do with that company or with anything else in
// the mail, and nothing to press: the rest is in an attached paper, or on the telephone.
#include <algorithm>
#include <string_view>

#include "checks/check.h"
#include "checks/support.h"
#include "facts/mentions.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

bool is_paper(const message::Part& part) {
  const std::string_view type = part.content_type;
  return !part.body && (type == "application/pdf" || type.starts_with("application/msword") ||
                        type.starts_with("application/vnd.openxmlformats") || type == "text/html");
}

void examine(const message::Message& message, const facts::Texts& texts, const facts::Kinship& kinship,
             const facts::Demands& demands, const facts::Links& links, const facts::Sender& sender,
             const facts::Bulk& bulk, Sink& sink) {
  if (!kinship.foreign() || bulk.discussion || bulk.automatic || !action_links(links).empty()) return;
  const facts::Phrase* charge =
      demands.first_of({PhraseKind::renewal, PhraseKind::invoice, PhraseKind::payment_problem});
  const bool elsewhere = demands.has(PhraseKind::call) || demands.has(PhraseKind::open_attachment) ||
                         std::any_of(message.parts.begin(), message.parts.end(), is_paper);
  if (charge == nullptr || !elsewhere) return;
  const std::vector<facts::Mention> mentions = facts::mentions_in(texts);
  if (mentions.empty()) return;
  Finding finding;
  finding.severity = Severity::strong;
  name_brand(finding, *mentions.front().brand);
  finding.parameters["address"] = sender.from.address();
  finding.parameters["words"] = charge->excerpt;
  finding.evidence = {evidence_of_sender(message, sender),
                      {mentions.front().where, mentions.front().excerpt, mentions.front().span},
                      evidence_of(*charge)};
  sink.add(std::move(finding));
}

}  // namespace

extern const Check claim_billed_by_stranger;
const Check claim_billed_by_stranger = make<examine>();

}  // namespace mekiki::checks
