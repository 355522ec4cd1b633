// What the name of a file tells and what it hides.
#pragma once

#include <string>
#include <string_view>

namespace mekiki::files {

struct FileName {
  std::string ending;         // what the system goes by: lower case, without the dot and what Windows drops at the end
  std::string ending_before;  // "invoice.pdf.exe": "pdf"; dots that only look like one count here
  bool turned = false;        // characters that turn the writing direction, so that the ending is shown elsewhere
  bool padded = false;        // a long run of blanks that pushes the ending out of sight
  bool very_long = false;     // too long to be shown with its ending
};

FileName read_file_name(std::string_view utf8);

}  // namespace mekiki::files
