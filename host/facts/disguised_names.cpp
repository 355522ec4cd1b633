#include "facts/disguised_names.h"

#include <algorithm>
#include <functional>
#include <map>

#include "base/utf8.h"
#include "facts/look.h"
#include "text/automaton.h"

namespace mekiki::facts {
namespace {

constexpr std::size_t examined_bytes = 400;  // of a sender's name or a subject
constexpr std::size_t shortest_latin = 3;    // letters
constexpr std::size_t sure_latin = 5;        // from here on they make no other word
constexpr std::size_t shortest_kana = 3;     // characters
constexpr std::size_t sure_kana = 4;         // from here on kana in the other script make no other word

bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3005; }

struct Shape {
  std::size_t characters = 0;
  bool latin = true, han = false;
};

Shape shape_of(std::string_view look) {
  Shape shape;
  for (std::size_t at = 0; at < look.size();) {
    const char32_t c = next_code_point(look, at);
    ++shape.characters;
    shape.latin &= c < 0x80;
    shape.han |= is_han(c);
  }
  return shape;
}

bool is_long_enough(const Shape& shape) {
  if (shape.latin) return shape.characters >= shortest_latin;
  return shape.han ? shape.characters >= 2 : shape.characters >= shortest_kana;
}

// Whether what looks like the name can be nothing else, be it in the other kana. A long vowel counts as a character.
bool is_sure(std::string_view normalised, const Shape& shape) {
  if (shape.latin) return shape.characters >= sure_latin;
  return shape.han || shape_of(normalised).characters >= sure_kana;
}

struct Meant {
  const names::Brand* brand = nullptr;
  bool weak = false, sure = false;
};

// All names by what they look like. Two organisations that look alike cannot be told apart this way: neither is there.
struct Names {
  std::vector<std::string> looks;
  std::vector<Meant> meant;
  text::Automaton automaton;
};

// Of two organisations the one whose name is no ordinary word is meant.
void merge(Meant& known, const Meant& other) {
  if (known.brand == nullptr && known.weak <= other.weak) return;
  if (known.weak != other.weak) {
    if (known.weak) known = other;
  } else if (!names::belong_together(*known.brand, *other.brand)) {
    known.brand = nullptr;
  }
}

Names build() {
  std::map<std::string, Meant> by_look;
  for (const names::BrandName& known : names::brand_names()) {
    std::string look = look_of_name(known.name);
    const Shape shape = shape_of(look);
    if (!is_long_enough(shape)) continue;
    const Meant meant{known.brand, known.weak, is_sure(known.name, shape)};
    const auto [entry, added] = by_look.try_emplace(std::move(look), meant);
    if (!added) merge(entry->second, meant);
  }
  Names built;
  for (const auto& [look, meant] : by_look) {
    if (meant.brand == nullptr) continue;
    built.looks.push_back(look);
    built.meant.push_back(meant);
  }
  const std::vector<std::string_view> patterns(built.looks.begin(), built.looks.end());
  built.automaton = text::Automaton(patterns);
  return built;
}

const Names& known_names() {
  static names::OfOrganisations<Names> built;
  return built.get(build);
}

// Service words by their look, those long enough to be told from the end of another word.
const std::vector<std::string>& glued_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> looks;
    for (const std::string_view word : service_words()) {
      const std::string look = look_of_name(word);
      if (!shape_of(look).latin || look.size() >= 4 || word == "id") looks.push_back(look);
    }
    for (const char* particle : {"\xE3\x81\x8B\xE3\x82\x89\xE3\x81\xAE", "\xE3\x81\x8B\xE3\x82\x89", "\xE3\x81\xAE",
                                 "\xE3\x82\x88\xE3\x82\x8A"}) {  // kara no, kara, no, yori
      looks.push_back(look_of_name(particle));
    }
    std::ranges::sort(looks, std::greater<>{}, &std::string::size);
    return looks;
  }();
  return words;
}

bool ends_a_word(const Look& look, std::size_t at) {
  for (int words = 0; words < 4; ++words) {
    if (look.edge[at]) return true;
    const std::string_view rest = std::string_view(look.text).substr(at);
    const auto word = std::ranges::find_if(glued_words(), [&](const std::string& w) { return rest.starts_with(w); });
    if (word == glued_words().end()) return false;
    at += word->size();
  }
  return look.edge[at];
}

bool begins_a_word(const Look& look, std::size_t at) {
  if (look.edge[at]) return true;
  const std::string_view before = std::string_view(look.text).substr(0, at);
  return std::ranges::any_of(
      glued_words(), [&](const std::string& word) { return before.ends_with(word) && look.edge[at - word.size()]; });
}

Span place_of(const Look& look, std::string_view normalised, std::size_t start, std::size_t end) {
  std::size_t last = look.origin[end - 1];
  next_code_point(normalised, last);
  // What was dropped behind the last letter (a long vowel) belongs to the name, marks and blanks do not.
  return {look.origin[start], last};
}

bool has_other_script(const Look& look, std::size_t start, std::size_t end) {
  return std::find(look.other_script.begin() + static_cast<std::ptrdiff_t>(start),
                   look.other_script.begin() + static_cast<std::ptrdiff_t>(end),
                   true) != look.other_script.begin() + static_cast<std::ptrdiff_t>(end);
}

}  // namespace

std::vector<NameHit> names_in_disguise(const SeenText& seen, std::string_view scope) {
  std::vector<NameHit> plain = names_in(seen, scope);
  if (scope.size() > examined_bytes) return plain;
  std::vector<NameHit> hits = plain;
  const Look look = look_of(seen, scope.size());
  const Names& known = known_names();
  known.automaton.scan(look.text, [&](std::uint32_t pattern, std::size_t start, std::size_t end) {
    // "Accounting", "mailing": a short name behind a service's word is the word's end.
    const bool is_short = end - start < sure_latin;
    if (is_short ? !look.edge[start] : !begins_a_word(look, start)) return;
    if (!ends_a_word(look, end)) return;
    const Span span = place_of(look, scope, start, end);
    const bool cuts = std::any_of(plain.begin(), plain.end(), [&](const NameHit& hit) {
      const bool within = hit.span.start >= span.start && hit.span.end <= span.end;
      return hit.span.start < span.end && span.start < hit.span.end && !within;
    });
    if (cuts || is_part_of_address(scope, span.start, span.end)) return;
    const Meant& meant = known.meant[pattern];
    const bool weak = !meant.sure || (meant.weak && !has_other_script(look, start, end));
    hits.push_back({meant.brand, weak, span});
  });
  // The longest at each place; of equal ones the plain one, which stands first.
  std::ranges::stable_sort(hits, std::greater<>{}, [](const NameHit& hit) { return hit.span.size(); });
  std::vector<NameHit> kept;
  for (const NameHit& hit : hits) {
    const bool free = std::none_of(kept.begin(), kept.end(), [&](const NameHit& other) {
      return hit.span.start < other.span.end && other.span.start < hit.span.end;
    });
    if (free) kept.push_back(hit);
  }
  std::ranges::sort(kept, {}, [](const NameHit& hit) { return hit.span.start; });
  return kept;
}

void warm_up_disguised_names() {
  known_names();
  glued_words();
}

}  // namespace mekiki::facts
