// What archives say about passwords in their own headers, where libarchive says nothing.
#pragma once

#include <string_view>

namespace mekiki::files {

struct EncryptionMarks {
  bool files = false;
  bool names = false;
};

// RAR 4 and 5 ("RAR 5.0 archive format", RARLAB), by the first headers.
EncryptionMarks encryption_marks(std::string_view bytes);

}  // namespace mekiki::files
