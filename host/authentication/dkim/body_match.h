// The body hashes that were signed against the body that is there (RFC 6376 section 6.1.3 step 2).
#pragma once

#include <vector>

#include "authentication/dkim/dkim.h"
#include "authentication/dkim/signed_mail.h"
#include "authentication/dkim/tags.h"

namespace mekiki::authentication::dkim {

BodyRequest body_request(const SignatureTags& tags);

// For each of the signatures. Where the body does not fit, it is also tried as it was before it was stored, and without
// a footer. Never BodyMatch::unread.
std::vector<BodyMatch> match_bodies(SignedMail& mail, const std::vector<const SignatureTags*>& signatures);

}  // namespace mekiki::authentication::dkim
