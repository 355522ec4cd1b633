// Where the claims of one mail are gathered and weighed.
#pragma once

#include <vector>

#include "facts/brand_names.h"
#include "facts/claims.h"
#include "html/document.h"

namespace mekiki::facts {

class ClaimLedger {
 public:
  // Brands that the display name gives, be it only by an ordinary word ("Apple"): the rest of such a mail may
  // confirm the claim by ordinary words too.
  [[nodiscard]] bool displayed(const names::Brand* brand) const;
  void add(const NameHit& hit, Claim::Way way, bool strong, const SeenText& seen, bool whole = false);
  void add(Claim claim);
  // `of_an_account`: the mail speaks to a customer about an account, and asks for something.
  Claims finish(bool of_an_account) &&;

 private:
  std::vector<Claim> claims_;
};

// What the mail's dress says: logos, and the words on its links.
void claims_of_dress(const Texts& texts, ClaimLedger& ledger);
// What its other addresses say: Reply-To and Message-ID.
void claims_of_traces(const message::Message& message, const Sender& sender, ClaimLedger& ledger);

}  // namespace mekiki::facts
