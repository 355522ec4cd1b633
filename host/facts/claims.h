// The claim ledger: every organisation that the mail says it speaks for, and where it says so. A company that is
// merely mentioned is not a claim; the ways to claim are listed in Claim::Way.
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "facts/demands.h"
#include "facts/sender.h"
#include "facts/texts.h"
#include "message/message.h"
#include "names/organisations.h"

namespace mekiki::facts {

struct Claim {
  enum class Way {
    display_name,  // the sender's name is the brand's, or begins with it
    local_part,    // amazon-support@...
    subject,       // the subject is headed by the name: [X], X:, or between U+3010 and U+3011
    greeting,      // "thank you for using X", "Dear X customer", and their Japanese forms
    signature,     // "The X Team", a company form with X, a closing line that is only the name
    copyright,     // "(c) 2024 X"
    domain,        // the brand's own domain given as the sender's name, or its word in the sender's domain
    reply_to,      // answers go to the brand's domain
    message_id,    // the Message-ID says it was made at the brand's
    logo,          // a picture whose words are the name and nothing else
    link_words,    // "log in to X" on a link
    mention,       // named in the text of a mail whose sender already calls itself so
  };
  const names::Brand* brand = nullptr;
  Way way = Way::display_name;
  bool strong = false;  // as good as "I am X"
  bool whole = false;   // a display name that is nothing but this ordinary word ("Apple"), or a slip ("Amzon")
  std::string where;    // evidence place
  std::string excerpt;
  Span span;  // in the text that `where` names
};

struct ClaimedBrand {
  const names::Brand* brand = nullptr;
  std::vector<Claim> claims;  // strongest first
  bool strong = false;        // by a strong claim, or by several of different ways
};

struct Claims {
  std::vector<ClaimedBrand> brands;  // strongest first

  // The brand the mail speaks for, or nullptr.
  [[nodiscard]] const ClaimedBrand* main() const {
    return brands.empty() || !brands.front().strong ? nullptr : &brands.front();
  }
};

Claims establish_claims(const message::Message& message, const Texts& texts, const Sender& sender,
                        const Demands& demands);

// True if a domain belongs to the brand or to one of its group.
bool belongs_to(std::string_view domain, const names::Brand& brand);

void warm_up_claims();

}  // namespace mekiki::facts
