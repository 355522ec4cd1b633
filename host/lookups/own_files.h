// Where Mekiki keeps files of its own.
#pragma once

#include <filesystem>

namespace mekiki::lookups {

// $XDG_CACHE_HOME/mekiki, or below ~/.cache; empty where there is neither. Not made.
std::filesystem::path cache_folder();

}  // namespace mekiki::lookups
