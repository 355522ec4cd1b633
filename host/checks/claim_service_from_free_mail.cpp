// The sender calls itself by an office (support, security, a numbered notice) and speaks of the reader's account or
// money, from a mailbox that anybody can have for nothing.
#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using text::PhraseKind;

// Offices, not persons, in any language that costs little. Clubs and shops write from free mail as well: words that
// they use of themselves ("office", "jimukyoku") are left out.
constexpr auto office_words = std::to_array<std::string_view>({"support",
                                                               "security",
                                                               "account",
                                                               "service",
                                                               "helpdesk",
                                                               "help desk",
                                                               "admin",
                                                               "webmail",
                                                               "mailbox",
                                                               "billing",
                                                               "notice",
                                                               "notification",
                                                               "alert",
                                                               "verification",
                                                               "payment",
                                                               "payout",
                                                               "invoice",
                                                               "refund",
                                                               "transfer",
                                                               "customer",
                                                               "postmaster",
                                                               "delivery",
                                                               "suporte",
                                                               "seguran",
                                                               "atendimento",
                                                               "comunicado",
                                                               "aviso",
                                                               "sicherheit",
                                                               "kundenservice",
                                                               "kundendienst",
                                                               "service client",
                                                               "soporte",
                                                               "seguridad",
                                                               "assistenza",
                                                               "sicurezza",
                                                               "klanten",
                                                               "bitcoin",
                                                               "ethereum",
                                                               "ether",
                                                               "btc",
                                                               "crypto",
                                                               "wallet",
                                                               "airdrop",
                                                               "bank",
                                                               "banco",
                                                               "\xE3\x82\xB5\xE3\x83\x9D\xE3\x83\xBC\xE3\x83\x88",
                                                               "\xE3\x82\xBB\xE3\x82\xAD\xE3\x83\xA5\xE3\x83\xAA"});

bool speaks_as_office(std::string_view display) {
  if (std::any_of(office_words.begin(), office_words.end(),
                  [&](std::string_view word) { return display.find(normalised(word)) != std::string_view::npos; })) {
    return true;
  }
  // "Notice 594391", "#Thank_You*": no person is called so.
  const auto digits = std::count_if(display.begin(), display.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 4 || display.find_first_of("#*[]|_") != std::string_view::npos;
}

void examine(const message::Message& message, const facts::Sender& sender, const facts::Demands& demands,
             const facts::Bulk& bulk, Sink& sink) {
  if (!sender.anyone_can_have_address || bulk.discussion || bulk.automatic) return;
  const std::string display = normalised(sender.from.display);
  if (display.find('@') != std::string::npos || !speaks_as_office(display)) return;
  const facts::Phrase* matter =
      demands.first_of({PhraseKind::account_problem, PhraseKind::mailbox_problem, PhraseKind::payment_problem,
                        PhraseKind::parcel_problem, PhraseKind::tax_notice, PhraseKind::windfall,
                        PhraseKind::crypto_offer, PhraseKind::prize, PhraseKind::refund, PhraseKind::points,
                        PhraseKind::renewal, PhraseKind::invoice, PhraseKind::security_scare});
  if (matter == nullptr) return;
  Finding finding;
  finding.severity = Severity::medium;
  finding.parameters["display"] = sender.from.display;
  finding.parameters["address"] = sender.from.address();
  finding.parameters["words"] = matter->excerpt;
  name_owner(finding, "owner", sender.owner, sender.organisation);
  finding.evidence = {evidence_of_sender(message, sender), evidence_of(*matter)};
  sink.add(std::move(finding));
}

}  // namespace

extern const Check claim_service_from_free_mail;
const Check claim_service_from_free_mail = make<examine>();

}  // namespace mekiki::checks
