// What a look inside a file may find.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "files/picture.h"

namespace mekiki::files {

enum class Trait : std::uint8_t {
  encrypted,          // its contents need a password
  names_encrypted,    // an archive that does not even give the names without one
  damaged,            // it could not be read to its end
  swollen,            // unpacked it is a hundred times as large: padding that scanners give up on
  macro,              // brings program code (VBA)
  macro_runs_itself,  // which runs when the document is opened
  macro_starts,       // and starts other programs or loads from the internet
  macro_sheet,        // brings an Excel 4 macro sheet
  remote_template,    // loads its template or a part of itself from elsewhere
  dde,                // a field that starts a program (DDE)
  object,             // carries another file to press on
  equation,           // an object of the old equation editor, whose holes are used to break in
  launches,           // PDF: starts a program or opens a file
  script,             // PDF: JavaScript
  opens_by_itself,    // PDF: does one of these, or goes somewhere, as soon as it is opened
  sends_form,         // PDF: sends what is typed into it
};

// "macro_runs_itself"; stable.
std::string_view to_string(Trait trait);

// A file found in another.
struct Embedded {
  std::string name;  // may be empty
  std::string media_type;
  std::string content;
};

// What a document holds.
struct Opened {
  std::set<Trait> traits;
  std::vector<std::string> addresses;  // web addresses that can be followed
  std::string command;
  std::string organizer;    // of an invitation: the address, without "mailto:"
  bool invitation = false;  // asks to be put into the calendar
  std::string note;         // text that may have addresses in it, UTF-8
  std::vector<Embedded> files;
  // To look for codes in: picture files, and pictures that are there already.
  std::vector<std::string> picture_files;
  std::vector<GreyPicture> pictures;
};

// Adds a web address once, within the limit. Others than http, https, file and UNC are not taken.
void add_address(Opened& opened, std::string_view address);

}  // namespace mekiki::files
