// The read-only tables of phrases and reader's texts, made by the knowledge compiler from phrases/*.json and
// texts/*.json.
#pragma once

#include <span>
#include <string_view>

namespace mekiki::knowledge {

struct PhraseRecord {
  std::string_view kind;     // text::PhraseKind as a word
  std::string_view pattern;  // normalised pieces joined by ".."
};

// One text of a finding, an unknown, a level, ... in one language.
struct TextRecord {
  std::string_view key;   // "<code>/<variant>/<field>/<language>", e.g. "link.rented_name/listed/text/ja"
  std::string_view text;  // with {parameters}
};

std::span<const PhraseRecord> phrases();
std::span<const TextRecord> texts();  // sorted by key

}  // namespace mekiki::knowledge
