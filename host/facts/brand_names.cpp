#include "facts/brand_names.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/utf8.h"
#include "text/automaton.h"

namespace mekiki::facts {
namespace {

text::Automaton build() {
  std::vector<std::string_view> words;
  for (const names::BrandName& known : names::brand_names()) words.push_back(known.name);
  return text::Automaton(words);
}

const text::Automaton& brand_names() {
  static names::OfOrganisations<text::Automaton> built;
  return built.get(build);
}

bool stands_alone(std::string_view text, std::size_t start, std::size_t end) {
  const bool left = start == 0 || !is_word_byte(text[start]) || !is_word_byte(text[start - 1]);
  const bool right = end == text.size() || !is_word_byte(text[end - 1]) || !is_word_byte(text[end]);
  return left && right;
}

// Words that companies put beside their name when they speak as themselves (normalised; katakana as hiragana).
constexpr auto words_of_service = std::to_array<std::string_view>(
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
     "noreply",
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
     "ltd",
     "co",
     "corp",
     "corporation",
     "llc",
     "gmbh",
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
     "webmail",
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
     "urgent",
     "important",
     "validation",
     "login",
     "portal",
     "fraud",
     "dept",
     "subscription",
     "subscriptions",
     "receipt",
     "receipts",
     "statement",
     "statements",
     "invoice",
     "invoices",
     "orders",
     "shipping",
     "email",
     "assistance",
     "assist",
     "renewal",
     "secure",
     "safety",
     "confirmation",
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
     "\xE3\x81\x8B\xE3\x82\x89\xE3\x81\xAE",                                      // kara no
     "\xE9\x87\x8D\xE8\xA6\x81",                                                  // juyo
     "\xE7\xB7\x8A\xE6\x80\xA5",                                                  // kinkyu
     "\xE3\x81\xA1\xE3\x83\xBC\xE3\x82\x80",                                      // chimu (team)
     "\xE3\x81\xB8\xE3\x82\x8B\xE3\x81\xB7",                                      // herupu
     "\xE3\x81\xA7\xE3\x81\x99\xE3\x81\x8F",                                      // desuku
     "\xE3\x81\x82\xE3\x81\x8B\xE3\x81\x86\xE3\x82\x93\xE3\x81\xA8",              // akaunto
     "\xE8\xAA\x8D\xE8\xA8\xBC",                                                  // ninsho
     "\xE7\xAE\xA1\xE7\x90\x86",                                                  // kanri
     "\xE9\x85\x8D\xE9\x80\x81",                                                  // haiso
     "\xE6\x9C\x89\xE9\x99\x90\xE4\xBC\x9A\xE7\xA4\xBE",                          // yugen gaisha
     "\xE5\x90\x88\xE5\x90\x8C\xE4\xBC\x9A\xE7\xA4\xBE",                          // godo gaisha
     "\xE6\x8B\x85\xE5\xBD\x93",                                                  // tanto
     "\xE4\xBF\x82",                                                              // kakari
     "\xE9\x80\x81\xE4\xBF\xA1\xE5\xB0\x82\xE7\x94\xA8"});                        // soshin senyo

// Words beside a name that say neither who speaks nor that it is somebody else ("Box Office" is none of Box).
constexpr auto fillers = std::to_array<std::string_view>(
    {"the", "no", "net", "com", "jp", "my", "us", "usa", "uk", "global", "international", "group", "office"});

bool ends_in_han(std::string_view text) {
  if (text.empty()) return false;
  std::size_t at = text.size();
  --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  const char32_t c = next_code_point(text, at);
  return c >= 0x4E00 && c <= 0x9FFF;
}

bool begins_with_han(std::string_view text) {
  std::size_t at = 0;
  if (text.empty()) return false;
  const char32_t c = next_code_point(text, at);
  return c >= 0x4E00 && c <= 0x9FFF;
}

// A name in kanji is a word of its own only if the kanji beside it, if any, are of a service word: "Rakuten" in
// "optimist" is none.
bool stands_alone_in_han(std::string_view text, std::size_t start, std::size_t end) {
  const std::string_view before = text.substr(0, start), name = text.substr(start, end - start),
                         after = text.substr(end);
  const auto follows = [&](std::string_view word) { return after.starts_with(word); };
  const auto precedes = [&](std::string_view word) { return before.ends_with(word); };
  if (ends_in_han(name) && begins_with_han(after) &&
      std::none_of(words_of_service.begin(), words_of_service.end(), follows)) {
    return false;
  }
  return !begins_with_han(name) || !ends_in_han(before) ||
         std::any_of(words_of_service.begin(), words_of_service.end(), precedes);
}

bool has_hiragana(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c >= 0x3041 && c <= 0x3096) return true;
  }
  return false;
}

}  // namespace

std::span<const std::string_view> service_words() { return words_of_service; }

bool is_part_of_address(std::string_view text, std::size_t start, std::size_t end) {
  const auto in_address = [](char c) { return is_word_byte(c) || c == '.' || c == '-' || c == '_' || c == '@'; };
  bool sign = false;
  for (std::size_t i = start; i > 0 && in_address(text[i - 1]); --i) sign |= text[i - 1] == '@';
  for (std::size_t i = end; i < text.size() && in_address(text[i]); ++i) sign |= text[i] == '@';
  return sign;
}

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::vector<NameHit> names_in(const SeenText& seen, std::string_view scope) {
  std::vector<NameHit> hits;
  brand_names().scan(scope, [&](std::uint32_t pattern, std::size_t start, std::size_t end) {
    if (hits.size() >= 2000 || !stands_alone(scope, start, end) || is_part_of_address(scope, start, end)) return;
    if (!stands_alone_in_han(scope, start, end)) return;
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

namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct BesideNames {
  std::set<std::string_view> latin;
  std::vector<std::string_view> japanese;
};

const BesideNames& beside_names() {
  static const BesideNames words = [] {
    BesideNames sorted;
    for (const std::string_view word : words_of_service) {
      if (is_ascii(word)) {
        sorted.latin.insert(word);
      } else {
        sorted.japanese.push_back(word);
      }
    }
    return sorted;
  }();
  return words;
}

void blank_out(std::string& text, std::size_t at, std::size_t size) { text.replace(at, size, size, ' '); }

// Brackets, quotes and the like (U+3001 to U+303F, but for the mark of repetition).
bool is_mark(char32_t c) {
  return c < 0x80 || (c >= 0x2000 && c < 0x2C60) || (c >= 0x3001 && c <= 0x303F && c != 0x3005);
}

}  // namespace

std::string without_service_words(std::string text, std::size_t& services) {
  const BesideNames& words = beside_names();
  if (!is_ascii(text)) {
    for (const std::string_view word : words.japanese) {
      for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos; at += word.size()) {
        blank_out(text, at, word.size());
        ++services;
      }
    }
  }
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = start;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    const std::string_view word = std::string_view(text).substr(start, end - start);
    const bool service = words.latin.contains(word);
    if (service || std::ranges::find(fillers, word) != fillers.end()) blank_out(text, start, end - start);
    services += service ? 1 : 0;
    start = end + 1;
  }
  return text;
}

std::size_t foreign_bytes(std::string text, Span name, std::size_t& services) {
  text.replace(name.start, name.size(), std::string(name.size(), ' '));
  text = without_service_words(std::move(text), services);
  std::size_t foreign = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(text, at);
    if (c < 0x80 ? is_word_byte(static_cast<char>(c)) : !is_mark(c)) foreign += at - from;
  }
  return foreign;
}

void warm_up_brand_names() {
  names::warm_up_organisations();
  brand_names();
}

}  // namespace mekiki::facts
