// A look inside Office documents, old (MS-CFB) and new (ISO/IEC 29500), rich text and OneNote.
#pragma once

#include <string_view>

#include "files/archive.h"
#include "files/traits.h"

namespace mekiki::files {

// Word, Excel, PowerPoint before 2007, messages of Outlook, VBA projects.
Opened open_compound(std::string_view bytes, Budget& budget);
// docx, xlsx, pptx and their kin; OpenDocument.
Opened open_package(std::string_view bytes, Budget& budget);
// RTF 1.9.1.
Opened open_rich_text(std::string_view bytes, Budget& budget);
// MS-ONESTORE: files put into pages.
Opened open_notebook(std::string_view bytes, Budget& budget);

// The file that an object of the packager carries (MS-OLEDS section 2.3.6; "\1Ole10Native"), without the size in front.
Embedded packaged_file(std::string_view native);

}  // namespace mekiki::files
