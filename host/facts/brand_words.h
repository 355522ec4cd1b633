// Brand words inside names that machines read: host labels, paths, local parts.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "names/organisations.h"

namespace mekiki::facts {

struct BrandWord {
  const names::Brand* brand = nullptr;
  Span span;           // in the text given
  bool whole = false;  // parted from its neighbours on both sides
};

// Every brand label found in lower-case ASCII text. Short labels and ordinary words count only when they stand
// alone between separators; long ones also inside ("cpkagoya"). The longest at each place wins.
std::vector<BrandWord> brand_words_in(std::string_view text);

void warm_up_brand_words();

}  // namespace mekiki::facts
