// Money, a prize or coins that the reader never asked for lie ready; only a click (or an answer) is missing.
#include <algorithm>
#include <vector>

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

// Coins, on a page that anybody publishes at the very service that sends the notice of it: a shared document, a form.
const facts::Link* published_page(const facts::Links& links, const facts::Demands& demands) {
  if (!demands.has(PhraseKind::crypto_offer)) return nullptr;
  for (const facts::Link* link : action_links(links)) {
    if (link->owner != nullptr && knowledge::others_publish_on(link->owner->kind)) return link;
  }
  return nullptr;
}

constexpr std::size_t short_text = 4000;  // a newsletter that writes about coins is longer

// Coins to be had for a click, and every link goes through a delivery service's counter: where it leads cannot be seen,
// and no link goes to the sender itself, as at least one in an exchange's own mail would.
void report_hidden_way(const Bait& bait, const facts::Demands& demands, const facts::Texts& texts,
                       const facts::Links& links, const facts::Kinship& kinship, const facts::Sender& sender,
                       Sink& sink) {
  const std::vector<const facts::Link*> actions = action_links(links);
  if (!bait.headline || demands.count(PhraseKind::crypto_offer) < 2 || actions.empty()) return;
  if (!kinship.comparable || kinship.linked || sender.brand != nullptr || texts.visible_bytes > short_text) return;
  if (std::any_of(actions.begin(), actions.end(), [](const facts::Link* link) { return link->in_text; })) return;
  Finding finding;
  finding.severity = Severity::strong;
  finding.variant = "hidden_way";
  finding.parameters["words"] = bait.first->excerpt;
  finding.parameters["host"] = actions.front()->host;
  finding.evidence = {evidence_of(*bait.first), evidence_of(*actions.front())};
  sink.add(std::move(finding));
}

void examine(const message::Message& message, const facts::Demands& demands, const facts::Texts& texts,
             const facts::Links& links, const facts::Kinship& kinship, const facts::Sender& sender,
             const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion || bulk.automatic || sender.domain.empty()) return;
  const Bait bait = bait_of(demands, texts);
  if (bait.first == nullptr || (bait.count < 2 && !bait.headline)) return;
  const facts::Link* link = first_strangers_link(links, sender, sender.brand);
  const facts::Link* published = link == nullptr ? published_page(links, demands) : nullptr;
  if (link == nullptr) link = published;
  const bool paper = sender.anyone_can_have_address && has_paper(message);
  if (link == nullptr && !paper) {
    report_hidden_way(bait, demands, texts, links, kinship, sender, sink);
    return;
  }
  Finding finding;
  // A stranger's free mailbox with a paper about coins or a prize has no honest reading; one about money due may have.
  const bool coins = demands.first_of({PhraseKind::crypto_offer, PhraseKind::prize, PhraseKind::points,
                                       PhraseKind::account_problem, PhraseKind::threat}) != nullptr;
  finding.severity = (link == nullptr && coins) || published != nullptr ? Severity::strong : Severity::medium;
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
