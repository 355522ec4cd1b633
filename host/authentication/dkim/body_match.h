// The body hash that was signed against the body that is there (RFC 6376 section 6.1.3 step 2).
#pragma once

#include "authentication/dkim/dkim.h"
#include "authentication/dkim/signed_mail.h"
#include "authentication/dkim/tags.h"

namespace mekiki::authentication::dkim {

// What a signature asks to be hashed, so that many can be hashed in one pass.
BodyRequest body_request(const SignatureTags& tags);

// Also tried, if it does not fit: as it was before it was stored, and without a footer. Never BodyMatch::unread.
BodyMatch match_body(SignedMail& mail, const SignatureTags& tags);

}  // namespace mekiki::authentication::dkim
