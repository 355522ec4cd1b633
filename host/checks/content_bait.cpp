// Money, a prize or coins that the reader never asked for lie ready; only a click (or an answer) is missing.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

bool is_bait(PhraseKind kind) {
  return kind == PhraseKind::prize || kind == PhraseKind::windfall || kind == PhraseKind::crypto_offer ||
         kind == PhraseKind::refund || kind == PhraseKind::points;
}

struct Bait {
  const facts::Phrase* first = nullptr;
  std::size_t count = 0;
  bool headline = false;  // in the subject or the sender's name
};

Bait bait_of(const facts::Demands& demands, const facts::Texts& texts) {
  Bait bait;
  for (const facts::Phrase& phrase : demands.phrases) {
    if (!is_bait(phrase.kind)) continue;
    ++bait.count;
    bait.headline |= texts.seen[phrase.seen].kind != facts::SeenText::Kind::body;
    if (bait.first == nullptr) bait.first = &phrase;
  }
  return bait;
}

// A paper that waits in the mail of anybody's mailbox leads to the same place.
bool has_paper(const message::Message& message) {
  for (const message::Part& part : message.parts) {
    if (!part.body && (part.content_type == "application/pdf" || part.content_type == "text/html")) return true;
  }
  return false;
}

void examine(const message::Message& message, const facts::Demands& demands, const facts::Texts& texts,
             const facts::Links& links, const facts::Sender& sender, const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion || bulk.automatic || sender.domain.empty()) return;
  const Bait bait = bait_of(demands, texts);
  if (bait.first == nullptr || (bait.count < 2 && !bait.headline)) return;
  const facts::Link* link = first_strangers_link(links, sender, sender.brand);
  const bool paper = sender.anyone_can_have_address && has_paper(message);
  if (link == nullptr && !paper) return;
  Finding finding;
  finding.severity = Severity::medium;
  finding.variant = link != nullptr ? "" : "paper";
  finding.parameters["words"] = bait.first->excerpt;
  finding.parameters["host"] = link != nullptr ? link->host : "";
  finding.parameters["address"] = sender.from.address();
  finding.evidence.push_back(evidence_of(*bait.first));
  if (link != nullptr) finding.evidence.push_back(evidence_of(*link));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check content_bait;
const Check content_bait = make<examine>();

}  // namespace mekiki::checks
