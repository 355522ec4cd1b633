#include "facts/claims.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/limits.h"
#include "base/utf8.h"
#include "facts/brand_words.h"
#include "names/domain.h"
#include "text/automaton.h"

namespace mekiki::facts {
namespace {

using Way = Claim::Way;

text::Automaton build() {
  std::vector<std::string_view> words;
  for (const names::BrandName& known : names::brand_names()) words.push_back(known.name);
  return text::Automaton(words);
}

const text::Automaton& brand_names() {
  static const text::Automaton built = build();
  return built;
}

struct NameHit {
  const names::Brand* brand = nullptr;
  bool weak = false;
  Span span;  // in normalised text
};

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool stands_alone(std::string_view text, std::size_t start, std::size_t end) {
  const bool left = start == 0 || !is_word_byte(text[start]) || !is_word_byte(text[start - 1]);
  const bool right = end == text.size() || !is_word_byte(text[end - 1]) || !is_word_byte(text[end]);
  return left && right;
}

bool has_hiragana(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c >= 0x3041 && c <= 0x3096) return true;
  }
  return false;
}

// "support@gmail.com" as a name is an address, whose parts claim nothing.
bool is_part_of_address(std::string_view text, std::size_t start, std::size_t end) {
  const auto in_address = [](char c) { return is_word_byte(c) || c == '.' || c == '-' || c == '_' || c == '@'; };
  bool sign = false;
  for (std::size_t i = start; i > 0 && in_address(text[i - 1]); --i) sign |= text[i - 1] == '@';
  for (std::size_t i = end; i < text.size() && in_address(text[i]); ++i) sign |= text[i] == '@';
  return sign;
}

// Names of brands in the beginning `scope` of a text, longest first at each place, none inside another.
std::vector<NameHit> names_in(const SeenText& seen, std::string_view scope) {
  std::vector<NameHit> hits;
  brand_names().scan(scope, [&](std::uint32_t pattern, std::size_t start, std::size_t end) {
    if (hits.size() >= 2000 || !stands_alone(scope, start, end) || is_part_of_address(scope, start, end)) return;
    const names::BrandName& known = names::brand_names()[pattern];
    const Span source = seen.normalised.source({start, end});
    // Folding makes the company docomo equal to the word for "everywhere"; only the latter is in hiragana.
    if (known.katakana && has_hiragana(std::string_view(seen.text).substr(source.start, source.size()))) return;
    hits.push_back({known.brand, known.weak, {start, end}});
  });
  std::stable_sort(hits.begin(), hits.end(), [](const NameHit& a, const NameHit& b) {
    return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
  });
  std::vector<NameHit> kept;
  for (const NameHit& hit : hits) {
    if (kept.empty() || hit.span.start >= kept.back().span.end) kept.push_back(hit);
  }
  return kept;
}

// Words that companies put beside their name when they speak as themselves (normalised; katakana as hiragana).
constexpr auto service_words = std::to_array<std::string_view>(
    {"support",
     "security",
     "team",
     "service",
     "services",
     "customer",
     "care",
     "notice",
     "notification",
     "notifications",
     "alert",
     "alerts",
     "account",
     "accounts",
     "billing",
     "help",
     "helpdesk",
     "center",
     "centre",
     "desk",
     "info",
     "information",
     "no-reply",
     "noreply",
     "no",
     "reply",
     "update",
     "updates",
     "online",
     "card",
     "cards",
     "bank",
     "official",
     "japan",
     "inc",
     "inc.",
     "ltd",
     "ltd.",
     "co.",
     "co",
     "corp",
     "corporation",
     "llc",
     "gmbh",
     "the",
     "mail",
     "member",
     "members",
     "admin",
     "administrator",
     "id",
     "app",
     "shop",
     "store",
     "rewards",
     "reward",
     "department",
     "delivery",
     "express",
     "message",
     "messages",
     "office",
     "webmail",
     "net",
     "com",
     "jp",
     "my",
     "us",
     "usa",
     "uk",
     "global",
     "international",
     "group",
     "payment",
     "payments",
     "wallet",
     "verification",
     "protection",
     "system",
     "server",
     "supports",
     "prime",
     "premium",
     "plus",
     "survey",
     "winner",
     "refund",
     "cloud",
     "\xE3\x81\x95\xE3\x81\xBD\xE3\x83\xBC\xE3\x81\xA8",                          // sapoto (support)
     "\xE3\x81\x9B\xE3\x82\x93\xE3\x81\x9F\xE3\x83\xBC",                          // senta (centre)
     "\xE3\x81\x9B\xE3\x81\x8D\xE3\x82\x85\xE3\x82\x8A\xE3\x81\xA6\xE3\x81\x83",  // sekyuriti
     "\xE3\x81\x8B\xE3\x81\x99\xE3\x81\x9F\xE3\x81\xBE\xE3\x83\xBC",              // kasutama
     "\xE3\x81\x95\xE3\x83\xBC\xE3\x81\xB3\xE3\x81\x99",                          // sabisu
     "\xE3\x81\x8B\xE3\x83\xBC\xE3\x81\xA9",                                      // kado
     "\xE3\x81\x8A\xE5\xAE\xA2\xE6\xA7\x98",                                      // okyakusama
     "\xE3\x81\x8A\xE5\xAE\xA2\xE3\x81\x95\xE3\x81\xBE",                          // okyakusama (kana)
     "\xE4\xBA\x8B\xE5\x8B\x99\xE5\xB1\x80",                                      // jimukyoku
     "\xE7\xAA\x93\xE5\x8F\xA3",                                                  // madoguchi
     "\xE6\xA0\xAA\xE5\xBC\x8F\xE4\xBC\x9A\xE7\xA4\xBE",                          // kabushiki gaisha
     "(\xE6\xA0\xAA)",                                                            // (kabu)
     "\xE5\x85\xAC\xE5\xBC\x8F",                                                  // koshiki
     "\xE3\x81\x8A\xE7\x9F\xA5\xE3\x82\x89\xE3\x81\x9B",                          // oshirase
     "\xE9\x80\x9A\xE7\x9F\xA5",                                                  // tsuchi
     "\xE9\x81\x8B\xE5\x96\xB6",                                                  // unei
     "\xE4\xBC\x9A\xE5\x93\xA1",                                                  // kaiin
     "\xE8\x87\xAA\xE5\x8B\x95\xE9\x85\x8D\xE4\xBF\xA1",                          // jidou haishin
     "\xE6\x9C\xAC\xE4\xBA\xBA\xE8\xAA\x8D\xE8\xA8\xBC",                          // honnin ninsho
     "\xE3\x81\x94\xE5\x88\xA9\xE7\x94\xA8",                                      // goriyo
     "\xE9\x8A\x80\xE8\xA1\x8C",                                                  // ginko
     "\xE6\x97\xA5\xE6\x9C\xAC",                                                  // nihon
     "\xE3\x81\x8A\xE3\x82\x93\xE3\x82\x89\xE3\x81\x84\xE3\x82\x93",              // onrain
     "\xE3\x81\xBE\xE3\x81\x84\xE3\x81\xBA\xE3\x83\xBC\xE3\x81\x98",              // maipeji
     "\xE9\x80\x81\xE4\xBF\xA1\xE5\xB0\x82\xE7\x94\xA8"});                        // soshin senyo

// What is left of a name line once the brand's name and the service words are taken out: letters that belong to
// somebody or something else. `services` counts the service words.
std::size_t foreign_bytes(std::string text, Span name, std::size_t& services) {
  text.replace(name.start, name.size(), std::string(name.size(), ' '));
  for (const std::string_view word : service_words) {
    for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos; at += word.size()) {
      if (!stands_alone(text, at, at + word.size())) continue;
      text.replace(at, word.size(), std::string(word.size(), ' '));
      ++services;
    }
  }
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return is_word_byte(c) || (static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xEF);
  }));
}

class Ledger {
 public:
  // Brands that the display name gives, be it only by an ordinary word ("Apple"): the rest of such a mail may
  // confirm the claim by ordinary words too.
  [[nodiscard]] bool displayed(const names::Brand* brand) const {
    return std::any_of(claims_.begin(), claims_.end(),
                       [&](const Claim& claim) { return claim.brand == brand && claim.way == Way::display_name; });
  }
  void add(const NameHit& hit, Way way, bool strong, const SeenText& seen) {
    const Span span = seen.normalised.source(hit.span);
    add({hit.brand, way, strong, seen.where,
         shorten(std::string_view(seen.text).substr(span.start, span.size()), limits::excerpt_bytes),
         seen.evidence(hit.span)});
  }
  void add(Claim claim) {
    for (const Claim& known : claims_) {
      if (known.brand == claim.brand && known.way == claim.way && known.strong >= claim.strong) return;
    }
    claims_.push_back(std::move(claim));
  }
  Claims finish() &&;

 private:
  std::vector<Claim> claims_;
};

Claims Ledger::finish() && {
  Claims claims;
  for (Claim& claim : claims_) {
    auto entry = std::find_if(claims.brands.begin(), claims.brands.end(),
                              [&](const ClaimedBrand& known) { return known.brand == claim.brand; });
    if (entry == claims.brands.end()) entry = claims.brands.insert(entry, {claim.brand, {}, false});
    entry->claims.push_back(std::move(claim));
  }
  for (ClaimedBrand& brand : claims.brands) {
    std::stable_sort(brand.claims.begin(), brand.claims.end(),
                     [](const Claim& a, const Claim& b) { return a.strong > b.strong; });
    std::set<Way> ways;
    for (const Claim& claim : brand.claims) ways.insert(claim.way);
    brand.strong = brand.claims.front().strong || ways.size() >= 2;
  }
  const auto rank = [](const ClaimedBrand& b) {
    return (b.claims.front().strong ? 100U : 0U) + (b.strong ? 50U : 0U) + b.claims.size();
  };
  std::stable_sort(claims.brands.begin(), claims.brands.end(),
                   [&](const ClaimedBrand& a, const ClaimedBrand& b) { return rank(a) > rank(b); });
  return claims;
}

// "Apple via Some List": the name before " via " is what the author called himself.
std::string_view without_via(std::string_view display) { return display.substr(0, display.find(" via ")); }

void claims_of_display_name(const SeenText& seen, Ledger& ledger) {
  const std::string_view display = without_via(seen.normalised.text);
  for (const NameHit& hit : names_in(seen, display)) {
    std::size_t services = 0;
    const std::size_t foreign = foreign_bytes(std::string(display), hit.span, services);
    const bool nothing_else = foreign == 0;
    const bool heads = hit.span.start <= 6 && (services > 0 || hit.span.size() * 2 >= display.size());
    // A name that is an ordinary word or a first name too ("Max") claims nothing alone; with "Support" beside it, it
    // does.
    if (hit.weak && !nothing_else) continue;
    const bool strong = hit.weak ? services > 0 : nothing_else || heads;
    ledger.add(hit, Way::display_name, strong, seen);
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
    ledger.add(Claim{word.brand, Way::domain, false, "header:From", sender.from.address(), from_field(message)});
  }
}

void claims_of_local_part(const message::Message& message, const Sender& sender, Ledger& ledger) {
  const std::string local = ascii_lower(sender.from.local);
  for (const BrandWord& word : brand_words_in(local)) {
    if (!word.whole) continue;
    ledger.add(Claim{word.brand, Way::local_part, false, "header:From", sender.from.address(), from_field(message)});
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

bool is_forward_marker(std::string_view line) {
  return line.find("original message") != std::string_view::npos ||
         line.find("forwarded message") != std::string_view::npos ||
         line.find("begin forwarded") != std::string_view::npos || line.find("\xE8\xBB\xA2\xE9\x80\x81") == 0;  // tenso
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
  claims_of_local_part(message, sender, ledger);
  claims_of_sender_domain(message, sender, ledger);
  return std::move(ledger).finish();
}

void warm_up_claims() {
  names::warm_up_organisations();
  brand_names();
  warm_up_brand_words();
}

}  // namespace mekiki::facts
