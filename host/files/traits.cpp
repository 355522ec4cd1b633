#include "files/traits.h"

#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::files {

std::string_view to_string(Trait trait) {
  switch (trait) {
    case Trait::encrypted:
      return "encrypted";
    case Trait::names_encrypted:
      return "names_encrypted";
    case Trait::damaged:
      return "damaged";
    case Trait::swollen:
      return "swollen";
    case Trait::macro:
      return "macro";
    case Trait::macro_runs_itself:
      return "macro_runs_itself";
    case Trait::macro_starts:
      return "macro_starts";
    case Trait::macro_sheet:
      return "macro_sheet";
    case Trait::remote_template:
      return "remote_template";
    case Trait::dde:
      return "dde";
    case Trait::object:
      return "object";
    case Trait::equation:
      return "equation";
    case Trait::launches:
      return "launches";
    case Trait::script:
      return "script";
    case Trait::opens_by_itself:
      return "opens_by_itself";
    case Trait::sends_form:
      return "sends_form";
  }
  return "";
}

void add_address(Opened& opened, std::string_view address) {
  if (opened.addresses.size() >= limits::file_addresses) return;
  const std::string valid = to_valid_utf8(trim_ascii(address).substr(0, limits::url_bytes));
  const std::string head = ascii_lower(valid.substr(0, 8));
  const bool followed = head.starts_with("http:") || head.starts_with("https:") || head.starts_with("file:") ||
                        head.starts_with("\\\\") || head.starts_with("www.");
  if (!followed) return;
  if (std::find(opened.addresses.begin(), opened.addresses.end(), valid) == opened.addresses.end())
    opened.addresses.push_back(valid);
}

}  // namespace mekiki::files
