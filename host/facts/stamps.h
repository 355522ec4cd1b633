// Marks that mail servers put on the mail: tags in the subject, score headers.
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "facts/route.h"
#include "message/message.h"

namespace mekiki::facts {

struct Stamp {
  bool in_subject = false;
  std::string text;   // "[spam]" or "X-Spam-Flag: YES"
  std::string where;  // "header:Subject", "header:X-Spam-Flag"
  Span span;          // in the raw mail
  bool says_spam = false;
  std::string filter = {};   // whose opinion it is, where the header's name tells: "SpamAssassin", "Microsoft 365"
  bool by_receiver = false;  // written above the handing over, so by the reader's side; a subject does not tell
};

struct Stamps {
  std::vector<Stamp> all;
};

// `route` tells which headers the reader's side has written.
Stamps establish_stamps(const message::Message& message, const Route& route = {});

// The subject without such tags.
std::string without_stamps(std::string_view subject);

}  // namespace mekiki::facts
