// Companies that a mail names without speaking as them: weaker than a claim (facts/claims.h), and enough to ask why
// the links of a mail about one company lead to somebody else.
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "facts/texts.h"
#include "names/organisations.h"

namespace mekiki::facts {

struct Mention {
  const names::Brand* brand = nullptr;
  bool as_customer = false;  // heads the subject in brackets, or the reader is spoken to as its customer
  std::string where;         // evidence place
  std::string excerpt;
  Span span;  // in the text that `where` names
};

// Each company once, those that address its customers first, then in the order of the text. Names that are ordinary
// words count only where the reader is spoken to as a customer. Quoted lines and what follows a forward are left out.
std::vector<Mention> mentions_in(const Texts& texts);

}  // namespace mekiki::facts
