// The host started by a person instead of Thunderbird.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace mekiki::apps {

// Thunderbird gives the path of the manifest and the id of the extension. Anything else, or a terminal as standard
// input, is answered on standard output; the value is the exit status.
std::optional<int> answer_by_hand(const std::vector<std::string_view>& arguments);

}  // namespace mekiki::apps
