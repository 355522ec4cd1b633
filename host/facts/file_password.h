// Where the mail speaks of the password of a locked file that comes with it.
#pragma once

#include <cstdint>
#include <string>

#include "base/span.h"
#include "facts/texts.h"

namespace mekiki::facts {

struct FilePassword {
  enum class Kind : std::uint8_t {
    none,
    given,  // "Password: 1234", in the mail itself
    later   // "the password follows in another mail": a custom of Japanese companies
  };
  Kind kind = Kind::none;
  std::string where;  // evidence place
  Span span;          // in that text
  std::string excerpt;
};

// Only to be asked where a locked file is there: mails speak of other passwords as well.
FilePassword find_file_password(const Texts& texts);

}  // namespace mekiki::facts
