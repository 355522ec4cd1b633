// Macros of Office documents: the source of VBA modules (MS-OVBA) and what it does.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "files/archive.h"
#include "files/compound.h"
#include "files/traits.h"

namespace mekiki::files {

// A CompressedContainer (MS-OVBA section 2.4.1), at most `at_most` bytes; damage ends it early.
std::string decompress_vba(std::string_view container, std::size_t at_most);

// The module source in a module stream, wherever it begins there; empty if there is none.
std::string module_source(std::string_view stream, std::size_t at_most);

// What the macros of a compound file do. What is read of it uses up the budget.
std::set<Trait> macros_of(const CompoundFile& file, Budget& budget);

}  // namespace mekiki::files
