// The reader's mail server and our own check, side by side: which of its results speak of which of ours, and why they
// differ.
#pragma once

#include "authentication/authentication.h"

namespace mekiki::authentication {

// The server's result for this signature: by domain, selector (header.s) and signature (header.b, RFC 6008) as far as
// it wrote them; nullptr where it says nothing of it.
const results::Method* server_result(const results::Judged& judged, const dkim::SignatureResult& signature);

// Our own check knows why this signature, that the server calls good, counts for nothing.
bool is_undermined(const dkim::SignatureResult& signature);

// Settled on both sides, and not the same.
std::vector<Difference> compare(const Prepared& prepared, const Authentication& found);

}  // namespace mekiki::authentication
