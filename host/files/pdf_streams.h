// Streams of a PDF file: their filters (ISO 32000-1, section 7.4) and the pictures among them (section 8.9).
#pragma once

#include <string>
#include <string_view>

#include "files/archive.h"
#include "files/pdf_objects.h"
#include "files/traits.h"

namespace mekiki::files::pdf {

// Flate, ASCII hex and ASCII 85 are undone, predictors as well; before any other filter it stops.
std::string decoded(const Value& dictionary, std::string_view raw, std::size_t at_most, Budget& budget);

// Adds a picture as it is (JPEG), or as grey values.
void take_picture(const Value& dictionary, std::string_view raw, Budget& budget, Opened& opened);

}  // namespace mekiki::files::pdf
