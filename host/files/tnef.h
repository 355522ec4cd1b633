// winmail.dat: what Outlook packs attachments into for other Outlooks (MS-OXTNEF).
#pragma once

#include <string_view>

#include "files/archive.h"
#include "files/traits.h"

namespace mekiki::files {

// The attachments, and the text as a note.
Opened open_tnef(std::string_view bytes, Budget& budget);

}  // namespace mekiki::files
