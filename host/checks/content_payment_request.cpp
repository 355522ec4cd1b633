// Money is asked for in ways that only fraud uses, or behind a promise of much more money.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

void report(Severity severity, const char* variant, const facts::Phrase& first, const facts::Phrase& second,
            Sink& sink) {
  Finding finding;
  finding.severity = severity;
  finding.variant = variant;
  finding.parameters["words"] = first.excerpt;
  finding.parameters["other"] = second.excerpt;
  finding.evidence = {evidence_of(first), evidence_of(second)};
  sink.add(std::move(finding));
}

void examine(const facts::Demands& demands, const facts::Sender& sender, const facts::Bulk& bulk, Sink& sink) {
  const facts::Phrase* crypto = demands.first(PhraseKind::pay_crypto);
  const facts::Phrase* extortion = demands.first(PhraseKind::extortion);
  if (extortion != nullptr && crypto != nullptr && demands.count(PhraseKind::extortion) >= 2 && !bulk.discussion) {
    report(Severity::strong, "extortion", *extortion, *crypto, sink);
    return;
  }
  const facts::Phrase* fee = demands.first(PhraseKind::advance_fee);
  const facts::Phrase* details = demands.first(PhraseKind::reply_details);
  if (fee != nullptr && demands.count(PhraseKind::advance_fee) >= 2 && !bulk.discussion &&
      (details != nullptr || sender.anyone_can_have_address || !sender.reply_domain.empty())) {
    const bool sure = sender.anyone_can_have_address || !sender.reply_domain.empty();
    report(sure ? Severity::strong : Severity::medium, "advance_fee", *fee, details != nullptr ? *details : *fee, sink);
    return;
  }
  const facts::Phrase* gift = demands.first(PhraseKind::gift_card);
  if (gift != nullptr && (demands.has(PhraseKind::secrecy) || sender.anyone_can_have_address)) {
    report(Severity::strong, "gift_card", *gift, *gift, sink);
    return;
  }
  const facts::Phrase* change = demands.first(PhraseKind::bank_change);
  const facts::Phrase* pay = demands.first(PhraseKind::pay);
  if (change != nullptr && pay != nullptr) {
    // Suppliers do change banks; that they ask by mail to pay to the new one is to be checked by telephone every time.
    report(Severity::strong, "bank_change", *change, *pay, sink);
    return;
  }
  const facts::Phrase* call = demands.first(PhraseKind::call);
  const facts::Phrase* invoice = demands.first(PhraseKind::invoice);
  if (invoice == nullptr) invoice = demands.first(PhraseKind::renewal);
  if (call != nullptr && invoice != nullptr && sender.anyone_can_have_address) {
    report(Severity::medium, "call_back", *invoice, *call, sink);
  }
}

}  // namespace

extern const Check content_payment_request;
const Check content_payment_request = make<examine>();

}  // namespace mekiki::checks
