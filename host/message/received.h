// RFC 5321 section 4.4 trace information, as the servers of the world really write it.
#pragma once

#include <string_view>

#include "message/message.h"

namespace mekiki::message {

// `value` is the unfolded field value. Received::field is left at 0.
Received parse_received(std::string_view value);

}  // namespace mekiki::message
