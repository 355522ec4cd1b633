// Finding brands by their names in text that people read.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "facts/texts.h"
#include "names/organisations.h"

namespace mekiki::facts {

struct NameHit {
  const names::Brand* brand = nullptr;
  bool weak = false;  // also an ordinary word
  Span span;          // in normalised text
};

// Names of brands in the beginning `scope` of a text (a prefix of its normalised form), in order, the longest at each
// place, none inside another word, another name or an address.
std::vector<NameHit> names_in(const SeenText& seen, std::string_view scope);

// Names of one Latin word by their skeletons (names/confusables.h): what they look like.
const std::map<std::string, const names::Brand*>& look_alikes();

// The same names as they are written.
const std::map<std::string_view, const names::Brand*>& look_alike_names();

// What is left of a name line (normalised) once the brand's name and the words that companies put beside it are taken
// out: letters that belong to somebody or something else. `services` counts those words.
std::size_t foreign_bytes(std::string text, Span name, std::size_t& services);

bool is_word_byte(char c);

void warm_up_brand_names();

}  // namespace mekiki::facts
