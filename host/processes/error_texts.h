// What a reader is told when a mail could not be examined: one sentence with the remedy.
#pragma once

#include <string>
#include <string_view>

namespace mekiki::processes {

// `language`: "ja", else English. An unknown code reads as "internal".
std::string error_text(std::string_view code, std::string_view language);

}  // namespace mekiki::processes
