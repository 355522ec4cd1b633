// A notice about "your account" in which no company is named anywhere: not in the text, not in the sender's name, which
// is an office and nothing else ("Cloud Services Management"). Where one really has an account, the company signs.
#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"
#include "facts/mentions.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

constexpr std::size_t long_text = 3000;  // whoever writes that much names somebody

// What offices are called, and the small words between.
constexpr auto office_words = std::to_array<std::string_view>(
    {"access",         "account",    "accounts", "action",      "activity",     "admin",      "administrator",
     "alert",          "alerts",     "and",      "antivirus",   "assistance",   "auto",       "backup",
     "billing",        "care",       "case",     "center",      "centre",       "client",     "cloud",
     "confirmation",   "contact",    "customer", "data",        "delivery",     "department", "dept",
     "desk",           "device",     "drive",    "email",       "expired",      "file",       "files",
     "final",          "for",        "helpdesk", "help",        "important",    "info",       "information",
     "infrastructure", "invoice",    "mail",     "mailbox",     "management",   "manager",    "message",
     "messages",       "monitoring", "my",       "network",     "no",           "notice",     "notification",
     "notifications",  "of",         "office",   "online",      "operations",   "order",      "payment",
     "payments",       "photo",      "photos",   "plan",        "policy",       "portal",     "processing",
     "protection",     "quota",      "receipt",  "refund",      "reminder",     "renewal",    "reply",
     "report",         "review",     "secure",   "security",    "server",       "service",    "services",
     "shipping",       "statement",  "status",   "storage",     "subscription", "support",    "system",
     "team",           "the",        "threat",   "transaction", "update",       "urgent",     "user",
     "verification",   "virus",      "warning",  "webmail",     "your"});

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// Every word of the name is an office's; digits and signs do not count. At least one word must be there.
bool is_an_office_only(std::string_view display) {
  std::size_t words = 0;
  for (std::size_t at = 0; at < display.size();) {
    if (static_cast<unsigned char>(display[at]) >= 0x80) return false;
    std::size_t end = at;
    while (end < display.size() && is_letter(display[end])) ++end;
    if (end == at) {
      ++at;
      continue;
    }
    const std::string_view word = display.substr(at, end - at);
    if (std::find(office_words.begin(), office_words.end(), word) == office_words.end()) return false;
    ++words;
    at = end;
  }
  return words > 0;
}

const facts::Phrase* threat_of(const facts::Demands& demands) {
  return demands.first_of({PhraseKind::account_problem, PhraseKind::mailbox_problem, PhraseKind::payment_problem,
                           PhraseKind::security_scare, PhraseKind::renewal, PhraseKind::threat});
}

void examine(const message::Message& message, const facts::Kinship& kinship, const facts::Texts& texts,
             const facts::Demands& demands, const facts::Links& links, const facts::Sender& sender,
             const facts::Bulk& bulk, Sink& sink) {
  if (!kinship.comparable || kinship.named || bulk.discussion || bulk.automatic) return;
  if (texts.visible_bytes > long_text || texts.seen.size() < 2 || action_links(links).empty()) return;
  const auto display = std::find_if(texts.seen.begin(), texts.seen.end(), [](const facts::SeenText& seen) {
    return seen.kind == facts::SeenText::Kind::display_name;
  });
  if (display == texts.seen.end() || !is_an_office_only(display->normalised.text)) return;
  const facts::Phrase* threat = threat_of(demands);
  if (threat == nullptr || !facts::mentions_in(texts).empty()) return;
  Finding finding;
  finding.severity = Severity::medium;
  finding.parameters["name"] = shorten(display->text, 80);
  finding.parameters["words"] = threat->excerpt;
  finding.parameters["domain"] = sender.organisation;
  finding.evidence = {evidence_of_sender(message, sender), evidence_of(*threat)};
  sink.add(std::move(finding));
}

}  // namespace

extern const Check claim_names_no_company;
const Check claim_names_no_company = make<examine>();

}  // namespace mekiki::checks
