// A web page that came as a file: it opens from the reader's own disk, where no address line warns.
#pragma once

#include <string_view>

#include "html/document.h"

namespace mekiki::facts {

struct Page {
  html::Document document;
  bool script = false;        // any script, handlers in attributes included
  bool password = false;      // asks for a password
  bool sends = false;         // a form with fields, or a script, sends what is typed in elsewhere
  bool moves_on = false;      // leads elsewhere by itself
  bool unpacks_file = false;  // its script makes a file out of what it carries ("smuggling")
  bool scrambled = false;     // most of its script is coded so that nobody can read it
};

// `utf8` is the page's source.
Page read_page(std::string_view utf8);

}  // namespace mekiki::facts
