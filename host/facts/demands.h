// What the mail wants: phrases of knowledge/phrases found in what the reader sees.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "base/span.h"
#include "facts/texts.h"
#include "text/phrases.h"

namespace mekiki::facts {

struct Phrase {
  text::PhraseKind kind = text::PhraseKind::click;
  std::size_t seen = 0;  // index into Texts::seen
  std::string where;
  Span span;  // in that text, source offsets
  std::string excerpt;
};

struct Demands {
  std::vector<Phrase> phrases;

  [[nodiscard]] const Phrase* first(text::PhraseKind kind) const;
  // The first phrase of the first of these kinds that is there.
  [[nodiscard]] const Phrase* first_of(std::initializer_list<text::PhraseKind> kinds) const;
  [[nodiscard]] bool has(text::PhraseKind kind) const { return first(kind) != nullptr; }
  [[nodiscard]] std::size_t count(text::PhraseKind kind) const;
};

Demands establish_demands(const Texts& texts);

}  // namespace mekiki::facts
