#include "facts/mentions.h"

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "base/utf8.h"
#include "facts/brand_names.h"

namespace mekiki::facts {
namespace {

// Mails that ask for something say who asks at their beginning.
constexpr std::size_t examined_bytes = 20'000;
constexpr std::size_t most_mentions = 20;

constexpr auto before_name =
    std::to_array<std::string_view>({"thank you for using ", "thanks for using ", "thank you for choosing ", "dear ",
                                     "welcome to ", "your ", "notice from ", "notice of ", "message from ",
                                     "news from your ", "\xE3\x80\x90" /* opening lenticular bracket */, "["});

constexpr auto after_name = std::to_array<std::string_view>(
    {" customer",
     " user",
     " member",
     " client",
     " account",
     " team",
     " support",
     " security",
     " id",
     " subscription",
     " membership",
     " wallet",
     " parcel",
     " shipment",
     "]",
     "\xE3\x80\x91",
     "\xE3\x82\x92\xE3\x81\x94\xE5\x88\xA9\xE7\x94\xA8",                                      // wo goriyo
     "\xE3\x81\xAE\xE3\x81\x94\xE5\x88\xA9\xE7\x94\xA8",                                      // no goriyo
     "\xE3\x81\x94\xE5\x88\xA9\xE7\x94\xA8",                                                  // goriyo
     "\xE3\x82\x92\xE3\x81\x94\xE6\x84\x9B\xE9\xA1\xA7",                                      // wo goaiko
     "\xE3\x82\x92\xE3\x81\x8A\xE4\xBD\xBF\xE3\x81\x84",                                      // wo otsukai
     "\xE3\x81\x8B\xE3\x82\x89\xE3\x81\xAE\xE3\x81\x8A\xE7\x9F\xA5\xE3\x82\x89\xE3\x81\x9B",  // kara no oshirase
     "\xE3\x81\x8B\xE3\x82\x89\xE3\x81\xAE\xE5\xA4\xA7\xE5\x88\x87",                          // kara no taisetsu
     "\xE3\x81\x8B\xE3\x82\x89\xE3\x81\xAE\xE9\x87\x8D\xE8\xA6\x81",                          // kara no juyo
     "\xE3\x81\x8B\xE3\x82\x89\xE3\x81\xAE\xE3\x81\x94",                                      // kara no go-
     "\xE3\x81\x8B\xE3\x82\x89\xE3\x81\xAE\xE7\xB7\x8A\xE6\x80\xA5",                          // kara no kinkyu
     "\xE3\x81\x8B\xE3\x82\x89\xE3\x81\x8A\xE7\x9F\xA5\xE3\x82\x89\xE3\x81\x9B",              // kara oshirase
     "\xE3\x82\x88\xE3\x82\x8A\xE5\xA4\xA7\xE5\x88\x87",                                      // yori taisetsu
     "\xE3\x82\x88\xE3\x82\x8A\xE9\x87\x8D\xE8\xA6\x81",                                      // yori juyo
     "\xE3\x82\x88\xE3\x82\x8A\xE3\x81\x8A\xE7\x9F\xA5\xE3\x82\x89\xE3\x81\x9B",              // yori oshirase
     "\xE3\x82\x88\xE3\x82\x8A\xE3\x81\x94",                                                  // yori go-
     "\xE3\x81\xAE\xE3\x81\x8A\xE5\xAE\xA2\xE6\xA7\x98",                                      // no okyakusama
     "\xE3\x81\x8A\xE5\xAE\xA2\xE6\xA7\x98",                                                  // okyakusama
     "\xE4\xBC\x9A\xE5\x93\xA1",                                                              // kaiin
     "\xE3\x81\x82\xE3\x81\x8B\xE3\x81\x86\xE3\x82\x93\xE3\x81\xA8",                          // akaunto
     "\xE3\x81\xAE\xE3\x81\x82\xE3\x81\x8B\xE3\x81\x86\xE3\x82\x93\xE3\x81\xA8"});            // no akaunto

bool speaks_to_customer(std::string_view text, Span name) {
  const std::string_view before = text.substr(0, name.start), after = text.substr(name.end);
  return std::ranges::any_of(after_name, [&](std::string_view word) { return after.starts_with(word); }) ||
         std::ranges::any_of(before_name, [&](std::string_view word) { return before.ends_with(word); });
}

// "Free subscription" is no subscription of Free's: an ordinary word names a company only as the company writes it.
bool is_written_as_name(const SeenText& seen, const NameHit& hit) {
  const Span source = seen.normalised.source(hit.span);
  const std::string_view written = std::string_view(seen.text).substr(source.start, source.size());
  const bool latin =
      std::all_of(written.begin(), written.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return !latin || hit.brand->name_en.find(written) != std::string_view::npos ||
         hit.brand->name_ja.find(written) != std::string_view::npos;
}

void add(const SeenText& seen, const NameHit& hit, std::vector<Mention>& mentions) {
  const bool customer = speaks_to_customer(seen.normalised.text, hit.span);
  if (hit.weak && (!customer || !is_written_as_name(seen, hit))) return;
  const Span source = seen.normalised.source(hit.span);
  if (seen.kind == SeenText::Kind::body && is_quoted(seen.text, source.start)) return;
  const auto known = std::ranges::find(mentions, hit.brand, &Mention::brand);
  if (known != mentions.end()) {
    known->as_customer |= customer;
    return;
  }
  if (mentions.size() >= most_mentions) return;
  mentions.push_back({hit.brand, customer, seen.where,
                      shorten(std::string_view(seen.text).substr(source.start, source.size()), limits::excerpt_bytes),
                      seen.evidence(hit.span)});
}

}  // namespace

std::vector<Mention> mentions_in(const Texts& texts) {
  std::vector<Mention> mentions;
  for (const SeenText& seen : texts.seen) {
    if (seen.kind == SeenText::Kind::display_name) continue;
    const std::string_view text = seen.normalised.text;
    const std::size_t own = seen.kind == SeenText::Kind::body ? forward_start(seen.text) : seen.text.size();
    for (const NameHit& hit : names_in(seen, text.substr(0, examined_bytes))) {
      if (seen.normalised.source(hit.span).start < own) add(seen, hit, mentions);
    }
  }
  std::vector<Mention> ordered;
  for (const bool customers : {true, false}) {
    for (const Mention& mention : mentions) {
      if (mention.as_customer == customers) ordered.push_back(mention);
    }
  }
  return ordered;
}

}  // namespace mekiki::facts
