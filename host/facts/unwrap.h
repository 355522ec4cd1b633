// Addresses inside addresses: redirectors, click trackers and link protectors that carry their target in clear.
// Nothing is fetched; a wrapper that hides its target (a shortener) stays as it is.
#pragma once

#include <string>

#include "names/url.h"

namespace mekiki::facts {

struct Unwrapped {
  names::Url url;       // the innermost target; the address itself if nothing wraps it
  std::string wrapper;  // host of the outermost wrapper, or empty
};

Unwrapped unwrap(const names::Url& url);

}  // namespace mekiki::facts
