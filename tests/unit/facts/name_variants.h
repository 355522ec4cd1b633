// Ways in which the name of an organisation is written to be read as it and not to be found: for tests over all
// organisations that are known.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::facts {

struct Variant {
  std::string_view kind;
  // The name written so, or "" where this way does not apply to it.
  std::function<std::string(std::string_view)> write;
};

// For names in Latin letters, and for names with kana in them.
const std::vector<Variant>& latin_variants();
const std::vector<Variant>& kana_variants();

}  // namespace mekiki::facts
