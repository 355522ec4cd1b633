// Files that start something else: what, and where it leads.
#pragma once

#include <string_view>

#include "files/traits.h"

namespace mekiki::files {

// Windows shortcuts (MS-SHLLINK).
Opened open_link_file(std::string_view bytes);
// .url, .desktop, .webloc, .library-ms, .search-ms, .scf, .rdp
Opened open_text_shortcut(std::string_view bytes);

}  // namespace mekiki::files
