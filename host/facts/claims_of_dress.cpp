#include <algorithm>
#include <array>

#include "base/limits.h"
#include "base/utf8.h"
#include "facts/claim_ledger.h"
#include "names/domain.h"

namespace mekiki::facts {
namespace {

using Way = Claim::Way;

constexpr std::size_t most_pictures = 40;
constexpr std::size_t most_links = 200;
constexpr std::size_t longest_words = 120;

SeenText made_comparable(std::string text, const std::string& where) {
  SeenText seen{SeenText::Kind::body, where, std::move(text), {}, {}};
  seen.normalised = comparable(seen.text);
  return seen;
}

// "log in to X", "X rogu in": what one presses to go to one's account there (normalised).
constexpr auto account_words = std::to_array<std::string_view>(
    {"log in", "login", "sign in", "log into", "verify", "confirm", "your account", "my account", "account",
     "\xE3\x82\x8D\xE3\x81\x90\xE3\x81\x84\xE3\x82\x93",              // rogu in
     "\xE4\xBC\x9A\xE5\x93\xA1",                                      // kaiin
     "\xE3\x81\xBE\xE3\x81\x84\xE3\x81\xBA\xE3\x83\xBC\xE3\x81\x98",  // mai peji
     "\xE3\x82\xA2\xE3\x82\xAB\xE3\x82\xA6\xE3\x83\xB3\xE3\x83\x88",  // akaunto
     "\xE7\xA2\xBA\xE8\xAA\x8D"});                                    // kakunin

bool speaks_of_an_account(std::string_view text) {
  return std::any_of(account_words.begin(), account_words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

Claim made(const NameHit& hit, Way way, const SeenText& seen, Span span) {
  return {hit.brand, way, false, false, seen.where, shorten(trim_ascii(seen.text), limits::excerpt_bytes), span};
}

// A picture whose words are the name and nothing else ("X", "X logo").
void claims_of_pictures(const html::Document& document, const std::string& where, ClaimLedger& ledger) {
  std::size_t seen_pictures = 0;
  for (const html::Picture& picture : document.pictures) {
    if (picture.hidden || picture.alt.empty() || picture.alt.size() > longest_words) continue;
    if (++seen_pictures > most_pictures) return;
    const SeenText alt = made_comparable(picture.alt, where);
    for (const NameHit& hit : names_in(alt, alt.normalised.text)) {
      std::size_t services = 0;
      std::string rest = alt.normalised.text;
      for (const std::string_view word : {"logo", "\xE3\x82\x8D\xE3\x81\x94"}) {  // rogo
        const std::size_t at = rest.find(word);
        if (at != std::string::npos) rest.replace(at, word.size(), std::string(word.size(), ' '));
      }
      const bool counts = !hit.weak || ledger.displayed(hit.brand);
      if (counts && foreign_bytes(rest, hit.span, services) == 0) ledger.add(made(hit, Way::logo, alt, picture.span));
    }
  }
}

void claims_of_link_words(const html::Document& document, const std::string& where, ClaimLedger& ledger) {
  std::size_t seen_links = 0;
  for (const html::Link& link : document.links) {
    if (link.hidden || link.text.empty() || link.text.size() > longest_words) continue;
    if (++seen_links > most_links) return;
    const SeenText words = made_comparable(link.text, where);
    if (!speaks_of_an_account(words.normalised.text)) continue;
    for (const NameHit& hit : names_in(words, words.normalised.text)) {
      const bool counts = !hit.weak || ledger.displayed(hit.brand);
      if (counts) ledger.add(made(hit, Way::link_words, words, link.span));
    }
  }
}

void claim_of_domain(const message::Message& message, const std::string& domain, const char* field, Way way,
                     const Sender& sender, ClaimLedger& ledger) {
  const names::Brand* brand = names::brand_sending_from(domain);
  const message::HeaderField* found = message.first(field);
  if (brand == nullptr || found == nullptr || brand == sender.brand) return;
  ledger.add(Claim{brand, way, false, false, std::string("header:") + field,
                   shorten(found->value, limits::excerpt_bytes), found->span});
}

}  // namespace

void claims_of_dress(const Texts& texts, ClaimLedger& ledger) {
  for (const BodyPart& body : texts.bodies) {
    if (!body.html) continue;
    std::string where = "html";
    claims_of_pictures(body.document, where, ledger);
    claims_of_link_words(body.document, where, ledger);
  }
}

void claims_of_traces(const message::Message& message, const Sender& sender, ClaimLedger& ledger) {
  // A brand's domain where anybody can have an address says nothing; brand_sending_from() knows.
  claim_of_domain(message, sender.reply_domain, "Reply-To", Way::reply_to, sender, ledger);
  claim_of_domain(message, sender.message_id_domain, "Message-ID", Way::message_id, sender, ledger);
}

}  // namespace mekiki::facts
