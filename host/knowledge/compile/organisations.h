// Brands and owners as C++: the definitions of the tables in tables.h.
#pragma once

#include <string>
#include <vector>

#include "knowledge/compile/brands.h"
#include "knowledge/compile/owners.h"

namespace mekiki::knowledge {

std::string organisations_source(const std::vector<BrandSource>& brands, const std::vector<OwnerSource>& owners);

}  // namespace mekiki::knowledge
