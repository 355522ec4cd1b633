// A look inside documents and other files that are more than what they show.
#pragma once

#include <string_view>

#include "files/archive.h"
#include "files/traits.h"

namespace mekiki::files {

// `id` is one of files/types.h. Kinds that hold nothing to look for give nothing.
Opened open_document(std::string_view id, std::string_view bytes, Budget& budget);

}  // namespace mekiki::files
