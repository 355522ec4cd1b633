// Marks that mail servers put on the mail: tags in the subject, score headers.
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "message/message.h"

namespace mekiki::facts {

struct Stamp {
  bool in_subject = false;
  std::string text;   // "[spam]" or "X-Spam-Flag: YES"
  std::string where;  // "header:Subject", "header:X-Spam-Flag"
  Span span;          // in the raw mail
  bool says_spam = false;
};

struct Stamps {
  std::vector<Stamp> all;
};

Stamps establish_stamps(const message::Message& message);

// The subject without such tags.
std::string without_stamps(std::string_view subject);

}  // namespace mekiki::facts
