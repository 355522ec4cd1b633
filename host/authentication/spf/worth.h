// What the term that made SPF pass is worth: a list that nearly every address is on is no list.
#pragma once

#include <string>

#include "authentication/spf/record.h"

namespace mekiki::authentication::spf {

// As Outcome::worthless. `v6`: the peer's address is of IPv6. Of an include, ask for the term in it that matched.
std::string worthlessness(const Record& record, const Directive& directive, bool v6);

}  // namespace mekiki::authentication::spf
