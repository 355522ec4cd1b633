// Names that the sender chose so that whoever looks them up tells who opened the mail.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mekiki::authentication {

// True if what stands below the organisation's own domain in `name` (lower case, A-labels) holds one of the addresses
// ("local@domain"): its local part as a word of its own (one of letters alone only with the domain's first label beside
// it), or all of it in hex (RFC 4648 section 8) or base32 (section 6).
bool holds_address(std::string_view name, const std::vector<std::string>& addresses);

}  // namespace mekiki::authentication
