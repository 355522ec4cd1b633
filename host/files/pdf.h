// What a PDF file (ISO 32000-1) does besides showing pages: addresses it leads to, actions, files and pictures in it.
#pragma once

#include <string_view>

#include "files/archive.h"
#include "files/traits.h"

namespace mekiki::files {

Opened open_pdf(std::string_view bytes, Budget& budget);

}  // namespace mekiki::files
