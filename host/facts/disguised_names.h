// Names of organisations that are written to be read as such and not to be found: with letters of other scripts or
// digits in their place, glued together or taken apart, in the other kana, with kanji that look like kana.
#pragma once

#include <string_view>
#include <vector>

#include "facts/brand_names.h"

namespace mekiki::facts {

// Names in the beginning `scope` of a short text, be it the sender's name or a subject, the longest at each place.
// Those that stand there plainly (names_in) are among them. A name in another script's letters is never weak: nobody
// writes an apple with a Greek Alpha.
std::vector<NameHit> names_in_disguise(const SeenText& seen, std::string_view scope);

void warm_up_disguised_names();

}  // namespace mekiki::facts
