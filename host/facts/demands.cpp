#include "facts/demands.h"

#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::facts {

const Phrase* Demands::first(text::PhraseKind kind) const {
  const auto found = std::find_if(phrases.begin(), phrases.end(), [&](const Phrase& p) { return p.kind == kind; });
  return found == phrases.end() ? nullptr : &*found;
}

const Phrase* Demands::first_of(std::initializer_list<text::PhraseKind> kinds) const {
  for (const text::PhraseKind kind : kinds) {
    if (const Phrase* phrase = first(kind)) return phrase;
  }
  return nullptr;
}

std::size_t Demands::count(text::PhraseKind kind) const {
  return static_cast<std::size_t>(
      std::count_if(phrases.begin(), phrases.end(), [&](const Phrase& p) { return p.kind == kind; }));
}

Demands establish_demands(const Texts& texts) {
  Demands demands;
  for (std::size_t i = 0; i < texts.seen.size(); ++i) {
    const SeenText& seen = texts.seen[i];
    for (const text::PhraseHit& hit : text::find_phrases(seen.normalised.text)) {
      const Span span = seen.normalised.source(hit.span);
      if (seen.kind == SeenText::Kind::body && is_quoted(seen.text, span.start)) continue;
      const std::string_view excerpt = std::string_view(seen.text).substr(span.start, span.size());
      demands.phrases.push_back(
          {hit.kind, i, seen.where, seen.evidence(hit.span), shorten(excerpt, limits::excerpt_bytes)});
    }
  }
  return demands;
}

}  // namespace mekiki::facts
