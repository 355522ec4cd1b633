// The part of the UTS #46 mapping that changed after the ICU we may be built with.
#pragma once

#include <string>
#include <string_view>

namespace mekiki::names {

// Applies the mappings of Unicode 17 that ICU 72 (Unicode 15.0) refuses or does otherwise, and takes out what is
// ignored: an old table would call a link broken that browsers open. With a newer ICU it changes nothing.
std::string map_as_unicode_17(std::string_view utf8);

}  // namespace mekiki::names
