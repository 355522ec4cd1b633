// The body in canonical form, as a stream (RFC 6376 sections 3.4.3 and 3.4.4).
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "authentication/dkim/signed_mail.h"

namespace mekiki::authentication::dkim {

// One pass over `body`; the answers are in the order of `wanted`, which must be sorted. `form` says how to read it; its
// hash and length are not looked at.
std::vector<BodyHash> hash_body(std::string_view body, const BodyRequest& form,
                                const std::vector<std::pair<Hash, std::uint64_t>>& wanted);

}  // namespace mekiki::authentication::dkim
