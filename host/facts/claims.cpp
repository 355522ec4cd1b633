#include "facts/claims.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"
#include "facts/brand_names.h"
#include "facts/brand_words.h"
#include "facts/claim_ledger.h"
#include "names/confusables.h"
#include "names/domain.h"

namespace mekiki::facts {
namespace {

using Way = Claim::Way;
using Ledger = ClaimLedger;

// "Apple via Some List": the name before " via " is what the author called himself.
std::string_view without_via(std::string_view display) { return display.substr(0, display.find(" via ")); }

// The name stands at the head, be it behind a bracketed tag ("[Important] X") or a mark.
bool heads_name(std::string_view display, std::size_t start) {
  if (start <= 6) return true;
  const std::string_view before = display.substr(0, start);
  return before.ends_with("\xE3\x80\x91") || before.ends_with("] ") || before.ends_with("]") || before.ends_with(") ");
}

// "clocomo": c and l together are read as d.
std::string with_d_for_cl(std::string word) {
  for (std::size_t at = word.find("cl"); at != std::string::npos; at = word.find("cl", at + 1))
    word.replace(at, 2, "d");
  return word;
}

// Where a letter stands on the keyboard: row, and place from the left in half keys.
std::pair<int, int> key_of(char c) {
  constexpr std::array<std::string_view, 3> rows{"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::size_t place = rows[row].find(c);
    if (place != std::string_view::npos) return {static_cast<int>(row), static_cast<int>(place * 2 + row)};
  }
  return {-9, -9};
}

bool beside(char a, char b) {
  const auto [row_a, place_a] = key_of(a);
  const auto [row_b, place_b] = key_of(b);
  return std::abs(row_a - row_b) + std::abs(place_a - place_b) <= 2 && row_a >= 0 && row_b >= 0;
}

// A slip of the fingers: two letters swapped, one doubled or a double one dropped, the key beside. Any other letter
// more or less makes another word ("delivery" is not Delhivery).
bool is_slip(std::string_view word, std::string_view name) {
  const std::size_t at =
      static_cast<std::size_t>(std::mismatch(word.begin(), word.end(), name.begin(), name.end()).first - word.begin());
  if (at == 0) return false;  // the first letter is what the eye catches: scammers keep it
  const auto rest = [](std::string_view text, std::size_t from) { return text.substr(std::min(from, text.size())); };
  if (word.size() == name.size() && at < word.size()) {
    if (rest(word, at + 1) == rest(name, at + 1)) return beside(word[at], name[at]);
    return at + 1 < word.size() && word[at] == name[at + 1] && word[at + 1] == name[at] &&
           rest(word, at + 2) == rest(name, at + 2);
  }
  if (word.size() == name.size() + 1) return word[at] == word[at - 1] && rest(word, at + 1) == rest(name, at);
  if (word.size() + 1 == name.size()) return name[at] == name[at - 1] && rest(word, at) == rest(name, at + 1);
  return false;
}

// From this length on a slip makes no other word.
constexpr std::size_t shortest_mistyped = 7;

const names::Brand* mistyped(const std::string& word) {
  if (word.size() < shortest_mistyped) return nullptr;
  for (const auto& [written, brand] : look_alike_names()) {
    if (written.size() >= shortest_mistyped && is_slip(word, written)) return brand;
  }
  return nullptr;
}

const names::Brand* look_alike(const std::string& word) {
  for (const std::string& read : {word, with_d_for_cl(word)}) {
    if (const auto found = look_alikes().find(names::skeleton(read)); found != look_alikes().end())
      return found->second;
  }
  return nullptr;
}

// "Arnazon", or "Amazon" with a Cyrillic letter: the eye reads the brand, the letters are others.
void claims_of_look_alikes(const SeenText& seen, Ledger& ledger) {
  const std::string_view display = without_via(seen.normalised.text);
  if (display.size() > 80 || !names_in(seen, display).empty()) return;
  for (std::size_t start = 0; start < display.size();) {
    const std::size_t end = std::min(display.find(' ', start), display.size());
    const std::string word(display.substr(start, end - start));
    const NameHit hit{word.size() < 5 ? nullptr : look_alike(word), false, {start, end}};
    if (hit.brand != nullptr) {
      ledger.add(hit, Way::display_name, true, seen);
    } else if (const names::Brand* meant = mistyped(word); meant != nullptr) {
      // A surname may be as near to a brand as a mistake; "Support" beside it makes the difference.
      std::size_t services = 0;
      const bool nothing_else = foreign_bytes(std::string(display), hit.span, services) == 0;
      if (nothing_else && services > 0) ledger.add({meant, false, hit.span}, Way::display_name, true, seen);
    }
    start = end + 1;
  }
}

void claims_of_display_name(const SeenText& seen, Ledger& ledger) {
  const std::string_view display = without_via(seen.normalised.text);
  for (const NameHit& hit : names_in(seen, display)) {
    std::size_t services = 0;
    const std::size_t foreign = foreign_bytes(std::string(display), hit.span, services);
    const bool nothing_else = foreign == 0;
    const bool heads = heads_name(display, hit.span.start) && (services > 0 || hit.span.size() * 2 >= display.size());
    // A name that is an ordinary word or a first name too ("Max") claims nothing alone; with "Support" beside it, it
    // does.
    if (hit.weak && !nothing_else) continue;
    const bool strong = hit.weak ? services > 0 : nothing_else || heads;
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
  for (const NameHit& hit : names_in(seen, seen.normalised.text)) {
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

bool greets(std::string_view text, const NameHit& hit) {
  const std::string_view before = text.substr(0, hit.span.start);
  const std::string_view after = skip_brackets(text.substr(hit.span.end));
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

Claims establish_claims(const message::Message& message, const Texts& texts, const Sender& sender) {
  Ledger ledger;
  for (const SeenText& seen : texts.seen) {
    if (seen.kind != SeenText::Kind::display_name) continue;
    claims_of_display_name(seen, ledger);
    claims_of_domains(seen, ledger);
    claims_of_look_alikes(seen, ledger);
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
  return std::move(ledger).finish();
}

void warm_up_claims() {
  warm_up_brand_names();
  warm_up_brand_words();
}

}  // namespace mekiki::facts
