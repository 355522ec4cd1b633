// RFC 8601 section 2.2, and the forms that large providers write in its place.
#pragma once

#include <string_view>

#include "message/message.h"

namespace mekiki::message {

// `value` is the unfolded field value. AuthenticationResults::field is left at 0.
AuthenticationResults parse_authentication_results(std::string_view value);

}  // namespace mekiki::message
