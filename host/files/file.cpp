#include "files/file.h"

namespace mekiki::files {

const Type* File::effective() const {
  if (real != nullptr && is_dangerous(*real)) return real;
  if (named == nullptr) return real;
  if (!is_dangerous(*named)) return real != nullptr ? real : named;
  // "www.example.com" as a name; a picture called .scr: what has bytes of another kind does not run.
  if (real != nullptr && real->family != Family::text && real->family != Family::page) return real;
  if (named->family == Family::program && read && (text || real != nullptr)) return real;
  return named;
}

}  // namespace mekiki::files
