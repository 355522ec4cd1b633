// Money is asked for in ways that only fraud uses, or behind a promise of much more money.
#include <algorithm>

#include "base/utf8.h"
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

constexpr std::size_t looked_through = 64 << 10;
constexpr std::size_t telephone_digits = 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "+1 (808) 555-0142", "050-5555-0123": ten to thirteen digits in groups.
bool has_telephone(std::string_view text) {
  text = text.substr(0, looked_through);
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t digits = 0, groups = 1;
    const bool plus = at > 0 && text[at - 1] == '+';
    for (bool blank = false; at < text.size(); ++at) {
      if (is_digit(text[at])) {
        groups += blank ? 1 : 0;
        blank = false;
        ++digits;
      } else if (text[at] == ' ' || text[at] == '-' || text[at] == '(' || text[at] == ')') {
        blank = true;
      } else {
        break;
      }
    }
    if (digits >= telephone_digits && digits <= telephone_digits + 3 && (plus || groups >= 3)) return true;
  }
  return false;
}

bool has_telephone(const facts::Texts& texts) {
  return std::any_of(texts.seen.begin(), texts.seen.end(), [](const facts::SeenText& seen) {
    return seen.kind == facts::SeenText::Kind::body && has_telephone(seen.normalised.text);
  });
}

// The charge or the danger, told apart from how to object to it: "to cancel your subscription, call" is only the
// second.
const facts::Phrase* scare_of(const facts::Demands& demands) {
  for (const facts::Phrase& phrase : demands.phrases) {
    if (phrase.kind == PhraseKind::payment_problem || phrase.kind == PhraseKind::security_scare) return &phrase;
    if (phrase.kind != PhraseKind::renewal && phrase.kind != PhraseKind::invoice) continue;
    const bool objection = std::any_of(demands.phrases.begin(), demands.phrases.end(), [&](const facts::Phrase& other) {
      return other.kind == PhraseKind::dispute && other.seen == phrase.seen && other.span.start < phrase.span.end &&
             phrase.span.start < other.span.end;
    });
    if (!objection) return &phrase;
  }
  return nullptr;
}

bool is_about_wages(const facts::Phrase& phrase) {
  const std::string words = ascii_lower(phrase.excerpt);
  return words.find("direct deposit") != std::string::npos || words.find("payroll") != std::string::npos;
}

// Whoever objects to a charge shall call. A shop that one really bought from writes from its own address; one that fits
// nothing in the mail, or that anybody can have, does not renew antivirus subscriptions.
void report_call_back(const facts::Texts& texts, const facts::Links& links, const facts::Demands& demands,
                      const facts::Sender& sender, const facts::Kinship& kinship, const facts::Bulk& bulk, Sink& sink) {
  const facts::Phrase* call = demands.first(PhraseKind::call);
  const facts::Phrase* scare = scare_of(demands);
  const bool anybody = sender.anyone_can_have_address || kinship.foreign();
  if (scare == nullptr || call == nullptr || !anybody || bulk.discussion) return;
  const bool objection = demands.has(PhraseKind::dispute) || scare->kind == PhraseKind::security_scare;
  // The telephone is the only way out: a shop's mail with a hotline at its foot has other links.
  const bool sure = objection && action_links(links).size() < 3 && has_telephone(texts);
  if (!sure && !sender.anyone_can_have_address) return;
  report(sure ? Severity::strong : Severity::medium, "call_back", *scare, *call, sink);
}

void examine(const facts::Texts& texts, const facts::Links& links, const facts::Demands& demands,
             const facts::Sender& sender, const facts::Kinship& kinship, const facts::Bulk& bulk, Sink& sink) {
  const facts::Phrase* crypto = demands.first(PhraseKind::pay_crypto);
  const facts::Phrase* extortion = demands.first(PhraseKind::extortion);
  if (extortion != nullptr && crypto != nullptr && demands.count(PhraseKind::extortion) >= 2 && !bulk.discussion) {
    report(Severity::strong, "extortion", *extortion, *crypto, sink);
    return;
  }
  const facts::Phrase* fee = demands.first(PhraseKind::advance_fee);
  const facts::Phrase* details = demands.first(PhraseKind::reply_details);
  if (fee != nullptr && demands.count(PhraseKind::advance_fee) >= 2 && !bulk.discussion &&
      (details != nullptr || sender.anyone_can_have_address || !sender.reply_domain.empty() || kinship.foreign())) {
    // The whole story (the dead client, the sum, the share) from an address that fits nothing in it.
    const bool story = kinship.foreign() && demands.count(PhraseKind::advance_fee) >= 4;
    const bool sure = sender.anyone_can_have_address || !sender.reply_domain.empty() || story;
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
  // Wages: an employee's new account, told from a private mailbox.
  if (pay == nullptr && change != nullptr && sender.anyone_can_have_address && is_about_wages(*change)) pay = change;
  if (change != nullptr && pay != nullptr) {
    // Suppliers do change banks; that they ask by mail to pay to the new one is to be checked by telephone every time.
    report(Severity::strong, "bank_change", *change, *pay, sink);
    return;
  }
  report_call_back(texts, links, demands, sender, kinship, bulk, sink);
}

}  // namespace

extern const Check content_payment_request;
const Check content_payment_request = make<examine>();

}  // namespace mekiki::checks
