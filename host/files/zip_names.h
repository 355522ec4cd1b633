// The names in a ZIP file, enough to know what kind of package it is (APPNOTE.TXT sections 4.3.7 and 4.3.12). Nothing
// is unpacked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mekiki::files {

struct ZipNames {
  std::vector<std::string> names;  // of the central directory, else of the local headers; bounded
  std::string media_type;          // content of a first, stored entry "mimetype" (OpenDocument, EPUB)
};

ZipNames zip_names(std::string_view bytes);

}  // namespace mekiki::files
