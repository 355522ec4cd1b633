#include "facts/claims.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"
#include "facts/brand_names.h"
#include "facts/brand_words.h"
#include "facts/claim_ledger.h"
#include "facts/disguised_names.h"
#include "facts/mistyped_names.h"
#include "names/domain.h"

namespace mekiki::facts {
namespace {

using Way = Claim::Way;
using Ledger = ClaimLedger;

// "Apple via Some List": the name before " via " is what the author called himself.
std::string_view without_via(std::string_view display) { return display.substr(0, display.find(" via ")); }

// What of a sender's name anybody sees; cut on a character.
std::string_view head_of(std::string_view display) {
  constexpr std::size_t seen_bytes = 400;
  if (display.size() <= seen_bytes) return display;
  std::size_t end = seen_bytes;
  while (end > 0 && (static_cast<unsigned char>(display[end]) & 0xC0) == 0x80) --end;
  return display.substr(0, end);
}

// The name stands at the head, be it behind a bracketed tag ("[Important] X") or a mark.
bool heads_name(std::string_view display, std::size_t start) {
  if (start <= 6) return true;
  const std::string_view before = display.substr(0, start);
  return before.ends_with("\xE3\x80\x91") || before.ends_with("] ") || before.ends_with("]") || before.ends_with(") ");
}

// "Micorsoft Support". A surname may be as near to a brand as a mistake: only with "Support" beside it, or if the mail
// names the brand in another way too, is it meant.
void claims_of_slips(const SeenText& seen, std::string_view display, Ledger& ledger) {
  std::size_t services = 0;
  const std::string words = without_service_words(std::string(display), services);
  const names::Brand* meant = mistyped_name(words);
  if (meant == nullptr) return;
  const std::size_t start = words.find_first_not_of(' ');
  const NameHit hit{meant, false, {start, words.find_last_not_of(' ') + 1}};
  ledger.add(hit, Way::display_name, services > 0, seen, services == 0);
}

// "[Important] X": a tag before the name says nothing about who speaks.
std::size_t leading_tag(std::string_view display) {
  constexpr std::size_t longest_tag = 40;
  constexpr auto brackets = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"[", "]"}, {"(", ")"}, {"<", ">"}, {"\xE3\x80\x90", "\xE3\x80\x91"}});
  for (const auto& [open, close] : brackets) {
    if (!display.starts_with(open)) continue;
    const std::size_t end = display.find(close);
    if (end <= longest_tag) return end + close.size();  // none: npos is longer
  }
  return 0;
}

// "X: your order" and "X | Notice": the head says who speaks.
bool is_headline(std::string_view display, const NameHit& hit) {
  const std::string_view after = display.substr(hit.span.end);
  return hit.span.start == 0 && (after.starts_with(": ") || after.starts_with(" | ") || after.starts_with(" : "));
}

// "Amazon Watch" of amazonwatch.org: the words beside the name are the sender's own.
bool names_another(std::string_view display, const Sender& sender) {
  const std::string_view label = std::string_view(sender.organisation).substr(0, sender.organisation.find('.'));
  std::string squashed;
  for (const char c : display) {
    if (is_word_byte(c)) squashed += c;
  }
  std::string own;
  for (const char c : label) {
    if (is_word_byte(c)) own += c;
  }
  return !own.empty() && own == squashed;
}

// Further names of the same organisation are nobody else's: "JR East Eki-net".
std::string without_siblings(std::string_view display, const std::vector<NameHit>& hits, const NameHit& hit) {
  std::string rest(display);
  for (const NameHit& other : hits) {
    if (other.span.start != hit.span.start && names::belong_together(*other.brand, *hit.brand))
      rest.replace(other.span.start, other.span.size(), std::string(other.span.size(), ' '));
  }
  return rest;
}

void claims_of_display_name(const SeenText& seen, const Sender& sender, Ledger& ledger) {
  const std::string_view whole = head_of(without_via(seen.normalised.text));
  const std::vector<NameHit> hits = names_in_disguise(seen, whole);
  if (hits.empty()) return claims_of_slips(seen, whole, ledger);
  const std::size_t tag = leading_tag(whole);
  for (const NameHit& hit : hits) {
    const std::size_t skipped = hit.span.start >= tag ? tag : 0;
    const std::string_view display = whole.substr(skipped);
    const Span place{hit.span.start - skipped, hit.span.end - skipped};
    std::size_t services = 0;
    const bool nothing_else = foreign_bytes(without_siblings(whole, hits, hit).substr(skipped), place, services) == 0;
    const bool heads =
        (heads_name(display, place.start) || is_headline(display, {hit.brand, hit.weak, place})) &&
        (services > 0 || place.size() * 2 >= display.size() || display.substr(place.end).starts_with(":"));
    // A name that is an ordinary word or a first name too ("Max") claims nothing alone; with "Support" beside it, it
    // does.
    if (hit.weak && !nothing_else) continue;
    const bool another = !nothing_else && names_another(display, sender);
    const bool strong = hit.weak ? services > 0 : nothing_else || (heads && !another);
    ledger.add(hit, Way::display_name, strong, seen, hit.weak);
  }
}

bool is_host_byte(char c) { return is_word_byte(c) || c == '.' || c == '-'; }

// A brand's domain given as the name: "etc-meisai.jp" <...>.
void claims_of_domains(const SeenText& seen, Ledger& ledger) {
  const std::string_view text = without_via(seen.normalised.text);
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = start;
    while (end < text.size() && is_host_byte(text[end])) ++end;
    const std::string_view host = text.substr(start, end - start);
    const bool part_of_address = start > 0 && text[start - 1] == '@';
    const names::Owner* owner = names::owner_of(host);
    const bool customers = owner != nullptr &&
                           (owner->kind == names::OwnerKind::free_mail || owner->kind == names::OwnerKind::isp_mailbox);
    if (host.find('.') != std::string_view::npos && !part_of_address && !customers) {
      if (const names::Brand* brand = names::brand_linking_to(host); brand != nullptr) {
        ledger.add({brand, false, {start, end}}, Way::domain, true, seen);
      }
    }
    start = end + 1;
  }
}

Span from_field(const message::Message& message) {
  const message::HeaderField* field = message.first("From");
  return field == nullptr ? Span{} : field->span;
}

// amazon-notice.com, or the bare word of a domain that is none ("...@bradesco").
void claims_of_sender_domain(const message::Message& message, const Sender& sender, Ledger& ledger) {
  if (sender.brand != nullptr || sender.owner != nullptr) return;
  const std::size_t label_end = sender.organisation.find('.');
  for (const BrandWord& word : brand_words_in(sender.organisation.substr(0, label_end))) {
    if (!word.whole) continue;
    ledger.add(Claim{word.brand, Way::domain, false, false, "header:From", sender.from.address(), from_field(message)});
  }
}

void claims_of_local_part(const message::Message& message, const Sender& sender, Ledger& ledger) {
  const std::string local = ascii_lower(sender.from.local);
  for (const BrandWord& word : brand_words_in(local)) {
    if (!word.whole) continue;
    ledger.add(
        Claim{word.brand, Way::local_part, false, false, "header:From", sender.from.address(), from_field(message)});
  }
}

bool heads_subject(std::string_view subject, const NameHit& hit) {
  std::size_t start = 0;
  while (start < hit.span.start && !is_word_byte(subject[start]) && static_cast<unsigned char>(subject[start]) < 0x80)
    ++start;
  constexpr std::string_view open = "\xE3\x80\x90", corner = "\xE3\x80\x8C";  // lenticular and corner brackets
  const std::string_view before = subject.substr(start, hit.span.start - start);
  return before.empty() || before == open || before == corner || before.ends_with(open);
}

void claims_of_subject(const SeenText& seen, Ledger& ledger) {
  for (const NameHit& hit : names_in_disguise(seen, seen.normalised.text)) {
    const bool counts = !hit.weak || ledger.displayed(hit.brand);
    if (counts && heads_subject(seen.normalised.text, hit)) ledger.add(hit, Way::subject, false, seen);
    if (hit.weak && counts) ledger.add(hit, Way::mention, false, seen);
  }
}

constexpr auto greeting_before = std::to_array<std::string_view>(
    {"thank you for using ", "thanks for using ", "thank you for choosing ", "thanks for choosing ", "dear ",
     "welcome to ", "welcome back to ", "thank you for being a ", "your ", "from ", "by the ", "here at ", "at "});
constexpr auto greeting_after = std::to_array<std::string_view>(
    {" customer",
     " user",
     " member",
     " client",
     " account",
     " team",
     " support",
     " security",
     " service",
     " id",
     " subscription",
     " plan",
     " membership",
     " wallet",
     " storage",
     " package",
     " parcel",
     " shipment",
     " delivery",
     "\xE3\x82\x92\xE3\x81\x94\xE5\x88\xA9\xE7\x94\xA8",                                      // wo goriyo
     "\xE3\x81\xAE\xE3\x81\x94\xE5\x88\xA9\xE7\x94\xA8",                                      // no goriyo
     "\xE3\x82\x92\xE3\x81\x94\xE6\x84\x9B\xE9\xA1\xA7",                                      // wo goaiko
     "\xE3\x82\x92\xE3\x81\x8A\xE4\xBD\xBF\xE3\x81\x84",                                      // wo otsukai
     "\xE3\x81\x94\xE5\x88\xA9\xE7\x94\xA8\xE3\x81\x84\xE3\x81\x9F\xE3\x81\xA0",              // goriyo itada
     "\xE3\x81\x8B\xE3\x82\x89\xE3\x81\xAE\xE3\x81\x8A\xE7\x9F\xA5\xE3\x82\x89\xE3\x81\x9B",  // kara no oshirase
     "\xE3\x81\x82\xE3\x81\x8B\xE3\x81\x86\xE3\x82\x93\xE3\x81\xA8"});                        // akaunto

// Brackets and quotes may stand between a name and its verb.
std::string_view skip_brackets(std::string_view text) {
  constexpr auto closers = std::to_array<std::string_view>(
      {"\xE3\x80\x8D", "\xE3\x80\x8F", "\xE3\x80\x91", ")", "]", "\"", "'", "\xE2\x80\x9D", "\xEF\xBC\x89", " "});
  for (bool moved = true; moved;) {
    moved = false;
    for (const std::string_view closer : closers) {
      if (text.starts_with(closer) && !(closer == " " && text.size() > 1 && is_word_byte(text[1]))) {
        text.remove_prefix(closer.size());
        moved = true;
      }
    }
  }
  return text;
}

// "My Amazon account", "Amazon customer service told me": told by somebody who has to do with the company.
bool is_told(std::string_view before, std::string_view after) {
  constexpr auto whose = std::to_array<std::string_view>({"my ", "his ", "her ", "their ", "our ", "a ", "an "});
  constexpr auto whom = std::to_array<std::string_view>({" customer service", " customer care", " customer support"});
  return std::ranges::any_of(
             whose,
             [&](std::string_view word) {
               return before.ends_with(word) &&
                      (before.size() == word.size() || !is_word_byte(before[before.size() - word.size() - 1]));
             }) ||
         std::ranges::any_of(whom, [&](std::string_view word) { return after.starts_with(word); });
}

bool greets(std::string_view text, const NameHit& hit) {
  const std::string_view before = text.substr(0, hit.span.start);
  const std::string_view after = skip_brackets(text.substr(hit.span.end));
  if (is_told(before, after)) return false;
  const bool follows = std::any_of(greeting_after.begin(), greeting_after.end(),
                                   [&](std::string_view word) { return after.starts_with(word); });
  const bool thanked = std::any_of(greeting_before.begin(), greeting_before.begin() + 8,
                                   [&](std::string_view word) { return before.ends_with(word); });
  return follows || thanked;
}

bool is_copyright(std::string_view line) {
  return line.find("\xC2\xA9") != std::string_view::npos || line.find("(c)") != std::string_view::npos ||
         line.find("copyright") != std::string_view::npos || line.find("all rights reserved") != std::string_view::npos;
}

struct Line {
  SeenText text;
  std::size_t offset = 0;  // in the body's text
  bool last_third = false;
};

// The body's own lines: quoted ones and everything below a forward marker are somebody else's words.
std::vector<Line> own_lines(const SeenText& body) {
  std::vector<Line> lines;
  std::size_t start = 0;
  while (start < body.text.size() && lines.size() < 3000) {
    std::size_t end = body.text.find('\n', start);
    if (end == std::string::npos) end = body.text.size();
    const std::string_view line = trim_ascii(std::string_view(body.text).substr(start, end - start));
    if (!line.empty() && line.front() != '>' && line.front() != '|') {
      Line made{{body.kind, body.where, body.text.substr(start, end - start), {}, {}},
                start,
                start * 3 >= body.text.size() * 2};
      made.text.normalised = comparable(made.text.text);
      if (is_forward_marker(made.text.normalised.text)) break;
      lines.push_back(std::move(made));
    }
    start = end + 1;
  }
  return lines;
}

void claims_of_line(const Line& line, Ledger& ledger) {
  const std::string_view text = line.text.normalised.text;
  for (const NameHit& hit : names_in(line.text, text)) {
    std::size_t ignored = 0;
    const Span source = line.text.normalised.source(hit.span);
    const auto claim = [&](Way way) {
      ledger.add(Claim{hit.brand,
                       way,
                       false,
                       false,
                       line.text.where,
                       shorten(trim_ascii(line.text.text), limits::excerpt_bytes),
                       {line.offset + source.start, line.offset + source.end}});
    };
    const bool counts = !hit.weak || ledger.displayed(hit.brand);
    if (counts && greets(text, hit)) claim(Way::greeting);
    if (counts && is_copyright(text)) claim(Way::copyright);
    if (text.size() <= 90 && line.last_third && foreign_bytes(std::string(text), hit.span, ignored) == 0 && !hit.weak) {
      claim(Way::signature);
    }
  }
}

// What people who are no company's do not write to one another: a problem with an account, and something to do about
// it.
bool speaks_of_an_account(const Demands& demands) {
  using text::PhraseKind;
  const bool problem = demands.first_of({PhraseKind::account_problem, PhraseKind::mailbox_problem,
                                         PhraseKind::payment_problem, PhraseKind::parcel_problem,
                                         PhraseKind::security_scare, PhraseKind::service_greeting}) != nullptr;
  return problem &&
         demands.first_of({PhraseKind::log_in, PhraseKind::verify, PhraseKind::password, PhraseKind::card}) != nullptr;
}

void claims_of_body(const SeenText& body, Ledger& ledger) {
  for (const Line& line : own_lines(body)) claims_of_line(line, ledger);
}

}  // namespace

bool belongs_to(std::string_view domain, const names::Brand& brand) {
  const auto within = [&](std::string_view own) { return names::is_within(domain, own); };
  if (std::any_of(brand.links_to.begin(), brand.links_to.end(), within)) return true;
  const names::Brand* other = names::brand_linking_to(domain);
  return other != nullptr && (other == &brand || (!brand.group.empty() && other->group == brand.group));
}

Claims establish_claims(const message::Message& message, const Texts& texts, const Sender& sender,
                        const Demands& demands) {
  Ledger ledger;
  for (const SeenText& seen : texts.seen) {
    if (seen.kind != SeenText::Kind::display_name) continue;
    claims_of_display_name(seen, sender, ledger);
    claims_of_domains(seen, ledger);
  }
  for (const SeenText& seen : texts.seen) {
    switch (seen.kind) {
      case SeenText::Kind::display_name:
        break;
      case SeenText::Kind::subject:
        claims_of_subject(seen, ledger);
        break;
      case SeenText::Kind::body:
        claims_of_body(seen, ledger);
        break;
    }
  }
  claims_of_dress(texts, ledger);
  claims_of_traces(message, sender, ledger);
  claims_of_local_part(message, sender, ledger);
  claims_of_sender_domain(message, sender, ledger);
  return std::move(ledger).finish(speaks_of_an_account(demands));
}

void warm_up_claims() {
  warm_up_brand_names();
  warm_up_disguised_names();
  warm_up_mistyped_names();
  warm_up_brand_words();
}

}  // namespace mekiki::facts
