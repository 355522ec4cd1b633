// The reader is called by a mail address. A company that has an account for somebody knows a name; whoever bought a
// list of addresses knows nothing else.
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

constexpr std::size_t greeting_bytes = 600;  // a greeting stands in the first lines

bool wants_something(const facts::Demands& demands) {
  return demands.first_of({PhraseKind::account_problem, PhraseKind::mailbox_problem, PhraseKind::payment_problem,
                           PhraseKind::parcel_problem, PhraseKind::tax_notice, PhraseKind::security_scare,
                           PhraseKind::windfall, PhraseKind::prize, PhraseKind::crypto_offer, PhraseKind::points,
                           PhraseKind::refund, PhraseKind::renewal, PhraseKind::document}) != nullptr;
}

// "user@example.com, ..." or "Dear user@example.com": what stands right behind the address of a greeting.
bool greets(std::string_view text, std::size_t at, std::size_t end) {
  std::string_view after = text.substr(end);
  while (after.starts_with(' ')) after.remove_prefix(1);
  for (const std::string_view sign : {",", "!", ":", "\xE6\xA7\x98", "\xE3\x81\x95\xE3\x81\xBE"}) {  // sama
    if (after.starts_with(sign)) return true;
  }
  const std::string_view before = text.substr(0, at);
  for (const std::string_view word : {"dear ", "hello ", "hi ", "hey ", "attention ", "bonjour ", "hola ", "hallo ",
                                      "beste ", "ol\xC3\xA1 ", "ciao ", "lieber ", "guten tag ", "cher "}) {
    if (before.ends_with(word)) return true;
  }
  return false;
}

// Where the text calls the reader by the address, or npos.
std::size_t greeting_in(const facts::SeenText& seen, std::string_view address) {
  const std::string_view text = std::string_view(seen.normalised.text).substr(0, greeting_bytes);
  if (seen.kind == facts::SeenText::Kind::subject) return text.find(address);
  for (std::size_t at = text.find(address); at != std::string_view::npos; at = text.find(address, at + 1)) {
    if (greets(text, at, at + address.size())) return at;
  }
  return std::string_view::npos;
}

void examine(const message::Message& message, const facts::Texts& texts, const facts::Demands& demands,
             const facts::Sender& sender, const facts::Links& links, const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion || bulk.automatic || message.to.mailboxes.size() != 1) return;
  const std::string address = normalised(message.to.mailboxes.front().address());
  if (address.find('@') == std::string::npos) return;
  for (const facts::SeenText& seen : texts.seen) {
    if (seen.kind == facts::SeenText::Kind::display_name) continue;
    const std::size_t at = greeting_in(seen, address);
    if (at == std::string::npos) continue;
    const bool leads_away = first_strangers_link(links, sender, sender.brand) != nullptr;
    Finding finding;
    finding.severity = leads_away && wants_something(demands) ? Severity::medium : Severity::weak;
    finding.parameters["words"] = address;
    finding.evidence.push_back({seen.where, address, seen.evidence({at, at + address.size()})});
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check content_greets_by_address;
const Check content_greets_by_address = make<examine>();

}  // namespace mekiki::checks
