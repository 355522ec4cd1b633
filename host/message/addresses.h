// RFC 5322 section 3.4 address lists, and what real mail has in their place.
#pragma once

#include <string_view>

#include "message/encoded_words.h"
#include "message/message.h"

namespace mekiki::message {

// `utf8` is an unfolded field value with its encoded words still in place. "<>" gives a mailbox with an empty address.
// A list longer than limits::addresses_per_field is cut, and `*cut` (if given) set.
AddressField parse_addresses(std::string_view utf8, DecodingNotes& notes, bool* cut = nullptr);

// "local@domain", a route before it taken off. Everything before the last "@" is the local part.
Mailbox parse_address(std::string_view text);

}  // namespace mekiki::message
