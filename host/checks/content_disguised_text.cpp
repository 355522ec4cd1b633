// Words are written so that people read them and programs do not: invisible characters inside words, letters of another
// script that look the same.
#include <cstdint>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

bool is_invisible(char32_t c) {
  return c == 0x200B || c == 0x200C || c == 0x2060 || c == 0xFEFF || c == 0x00AD || c == 0x034F || c == 0x180E ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE01EF);
}

enum class Script { none, latin, cyrillic_or_greek, kana_or_han };
Script script_of(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F)) return Script::latin;
  if (c >= 0x370 && c <= 0x52F) return Script::cyrillic_or_greek;
  if (c >= 0x3041 && c <= 0x9FFF) return Script::kana_or_han;
  return Script::none;
}

struct Disguise {
  std::size_t split_words = 0;  // invisible characters between two letters
  std::size_t mixed_words = 0;  // Latin and Cyrillic or Greek letters in one word
  Span first;
};

// Persian and Indic text needs joiners, mathematics mixes scripts: only what stands between Latin or Japanese letters
// counts, and a single one is an accident.
Disguise find_disguise(std::string_view text) {
  Disguise found;
  Script last = Script::none;
  bool invisible = false, latin = false, foreign = false;
  std::size_t word = 0;
  const auto end_word = [&](std::size_t at) {
    if (latin && foreign && ++found.mixed_words == 1 && found.split_words == 0) found.first = {word, at};
    latin = foreign = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (is_invisible(c)) {
      invisible = last != Script::none;
      continue;
    }
    const Script script = script_of(c);
    if (script == Script::none) end_word(start);
    if (last == Script::none) word = start;
    latin |= script == Script::latin;
    foreign |= script == Script::cyrillic_or_greek;
    if (invisible && script != Script::none && script != Script::cyrillic_or_greek && ++found.split_words == 1) {
      found.first = {word, at};
    }
    invisible = false;
    last = script;
  }
  end_word(text.size());
  return found;
}

void examine(const facts::Texts& texts, const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion) return;  // programs and formulas are quoted there
  for (const facts::SeenText& seen : texts.seen) {
    const bool headline = seen.kind != facts::SeenText::Kind::body;
    const Disguise disguise = find_disguise(std::string_view(seen.text).substr(0, 200000));
    const std::size_t count = disguise.split_words + disguise.mixed_words;
    if (count < (headline ? 1U : 5U)) continue;
    Finding finding;
    finding.severity = Severity::medium;
    finding.variant = disguise.split_words >= disguise.mixed_words ? "" : "letters";
    const std::string excerpt =
        shorten(std::string_view(seen.text).substr(disguise.first.start, disguise.first.size()), 60);
    finding.parameters["words"] = excerpt;
    finding.evidence.push_back({seen.where, excerpt, headline ? seen.field : disguise.first});
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check content_disguised_text;
const Check content_disguised_text = make<examine>();

}  // namespace mekiki::checks
