// Finding brands by their names in text that people read.
#pragma once

#include <span>
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

// Words that companies put beside their name when they speak as themselves ("support", "team"), normalised.
std::span<const std::string_view> service_words();

// The text (normalised) with blanks in the place of such words, and of words that say nothing; `services` counts the
// former.
std::string without_service_words(std::string text, std::size_t& services);

// What is left of a name line (normalised) once the brand's name and the words that companies put beside it are taken
// out: letters that belong to somebody or something else. `services` counts those words.
std::size_t foreign_bytes(std::string text, Span name, std::size_t& services);

// "support@gmail.com" as a name is an address, whose parts claim nothing.
bool is_part_of_address(std::string_view text, std::size_t start, std::size_t end);

bool is_word_byte(char c);

void warm_up_brand_names();

}  // namespace mekiki::facts
