// Calendar files (RFC 5545) and invitations (RFC 5546).
#pragma once

#include <string_view>

#include "files/traits.h"

namespace mekiki::files {

// The organizer, and the words of the entries as a note.
Opened open_calendar(std::string_view bytes);

}  // namespace mekiki::files
