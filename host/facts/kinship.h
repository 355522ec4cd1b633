// Whether anything in the mail has to do with the address it comes from. A company's own mail names its company or
// shows its own site somewhere; a stolen or bought mailbox that speaks for somebody else does neither. No list of
// brands is needed for this.
#pragma once

#include <string>

#include "facts/links.h"
#include "facts/sender.h"
#include "facts/texts.h"

namespace mekiki::facts {

struct Kinship {
  bool comparable = false;  // the sender has a domain with a name of its own: neither free mail nor a delivery service
  bool named = false;       // subject, sender's name or text give the domain's own word
  bool linked = false;      // a link leads to the sender's own organisation
  bool similar = false;     // a link's domain and the sender's have a word in common

  // The address is foreign to everything else in the mail.
  [[nodiscard]] bool foreign() const { return comparable && !named && !linked && !similar; }
};

Kinship establish_kinship(const Sender& sender, const Texts& texts, const Links& links);

}  // namespace mekiki::facts
