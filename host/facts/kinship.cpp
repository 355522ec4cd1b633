#include "facts/kinship.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "names/domain.h"
#include "names/organisations.h"

namespace mekiki::facts {
namespace {

constexpr std::size_t text_bytes = 64 << 10;  // a company names itself before this
constexpr std::size_t word_letters = 4;       // shorter pieces of a name meet by accident

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Letters and digits only: "Blue Fjord" and "blue-fjord" meet.
std::string squashed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_letter(c)) out.push_back(c);
  }
  return out;
}

std::string first_label(std::string_view domain) { return std::string(domain.substr(0, domain.find('.'))); }

// Words that say what is offered and not who offers it: no company is called so.
constexpr auto service_words = std::to_array<std::string_view>(
    {"account", "accounts", "alert",  "alerts",  "billing",  "center", "client",     "cloud",    "confirm",
     "contact", "customer", "email",  "help",    "helpdesk", "info",   "konto",      "kunden",   "kundendienst",
     "login",   "mail",     "mailer", "message", "messages", "news",   "newsletter", "notice",   "notify",
     "online",  "payment",  "portal", "secure",  "security", "server", "service",    "services", "signin",
     "support", "team",     "update", "updates", "verify",   "webmail"});

bool names_a_service_only(std::string_view word) {
  return std::find(service_words.begin(), service_words.end(), word) != service_words.end();
}

// "blue-fjord24" -> "blue", "fjord": the words of a label that are long enough to mean something.
std::vector<std::string> words_of(std::string_view label) {
  std::vector<std::string> words;
  for (std::size_t start = 0; start < label.size();) {
    std::size_t end = start;
    while (end < label.size() && label[end] >= 'a' && label[end] <= 'z') ++end;
    const std::string_view word = label.substr(start, end - start);
    if (word.size() >= word_letters && !names_a_service_only(word)) words.emplace_back(word);
    start = end + 1;
  }
  return words;
}

bool is_word_in(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

// An address given as the sender's name says nothing about who that is.
bool is_address(std::string_view text) { return text.find('@') != std::string_view::npos; }

// An invitation repeats the address in From; that names nobody.
std::string without(std::string text, const std::string& address) {
  for (std::size_t at = 0; !address.empty() && (at = text.find(address, at)) != std::string::npos;) {
    text.replace(at, address.size(), address.size(), ' ');
    at += address.size();
  }
  return text;
}

bool names_the_sender(const Texts& texts, const std::string& label, const std::string& own_address) {
  const std::string whole = squashed(label);
  const std::vector<std::string> words = words_of(label);
  for (const SeenText& seen : texts.seen) {
    if (seen.kind == SeenText::Kind::display_name && is_address(seen.normalised.text)) continue;
    const std::string text = without(seen.normalised.text.substr(0, text_bytes), own_address);
    if (is_word_in(text, label)) return true;
    const std::string letters = squashed(text);
    const auto found = [&](const std::string& word) { return letters.find(word) != std::string::npos; };
    if (whole.size() >= word_letters && found(whole)) return true;
    if (std::any_of(words.begin(), words.end(), found)) return true;
    // "Ryan" <...@ryanmail.com>
    if (seen.kind != SeenText::Kind::display_name) continue;
    const std::vector<std::string> shown = words_of(text);
    if (std::any_of(shown.begin(), shown.end(),
                    [&](const std::string& word) { return whole.find(word) != std::string::npos; })) {
      return true;
    }
  }
  return false;
}

bool have_word_in_common(const std::string& label, const std::string& other) {
  const auto within = [](const std::vector<std::string>& words, const std::string& whole) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return whole.find(word) != std::string::npos; });
  };
  return within(words_of(label), other) || within(words_of(other), label);
}

bool is_own(const Link& link, const Sender& sender) {
  if (!link.rented && names::organisation_domain(link.host) == sender.organisation) return true;
  if (names::is_within(link.host, sender.domain)) return true;
  return link.brand != nullptr && sender.brand != nullptr && names::belong_together(*link.brand, *sender.brand);
}

}  // namespace

Kinship establish_kinship(const Sender& sender, const Texts& texts, const Links& links) {
  Kinship kinship;
  const bool delivery = sender.owner != nullptr && sender.owner->kind == names::OwnerKind::mail_service;
  kinship.comparable = !sender.organisation.empty() && !sender.anyone_can_have_address && !delivery;
  if (!kinship.comparable) return kinship;
  const std::string label = first_label(sender.organisation);
  kinship.named = names_the_sender(texts, label, ascii_lower(sender.from.address()));
  for (const Link& link : links.all) {
    if (!link.clickable) continue;
    if (!link.web) {  // "Write to support@our-own-domain"
      const std::string written = ascii_lower(link.written);
      // The very address in From, repeated by an invitation or an answer button, says nothing about its owner.
      if (written.find(ascii_lower(sender.from.address())) != std::string::npos) continue;
      kinship.linked |= written.find("@" + sender.organisation) != std::string::npos;
      continue;
    }
    kinship.linked |= is_own(link, sender);
    kinship.similar |= have_word_in_common(label, first_label(names::organisation_domain(link.host)));
  }
  return kinship;
}

}  // namespace mekiki::facts
