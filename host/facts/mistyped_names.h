// Names of organisations with a slip of the fingers in them, as they are typed in haste or made to be overlooked.
#pragma once

#include <string_view>

#include "names/organisations.h"

namespace mekiki::facts {

// The organisation of whose name `words` (normalised, without the words that companies put beside it) is one slip away,
// or nullptr: two letters swapped, one doubled, a double one or another one dropped, the key beside.
const names::Brand* mistyped_name(std::string_view words);

void warm_up_mistyped_names();

}  // namespace mekiki::facts
