// A file that came with the mail, or one inside such a file, and everything it tells. Nothing here judges.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "files/file_name.h"
#include "files/types.h"

namespace mekiki::files {

// What was found in a file. Their names (to_string) are stable.
enum class Trait {
  encrypted,          // cannot be read without a password
  unreadable,         // damaged, or a format that is not unpacked here
  listed_in_part,     // a limit was reached inside
  bomb,               // would grow enormously
  macro,              // VBA code
  macro_runs_itself,  // VBA code that starts on opening
  macro_sheet,        // Excel 4.0 macros
  equation_object,    // the old equation editor, known for its holes
  embedded_object,    // a file inside that opens on a double click
  outside_template,   // loads a template or object from the network on opening
  field_command,      // DDE and the like: a field that runs a command
  pdf_script,         // JavaScript in a PDF
  pdf_launch,         // a PDF that starts a program or file
  pdf_form,           // a PDF form that sends what is typed in
  pdf_opens_itself,   // an address that the PDF opens by itself
  pdf_file            // a file inside a PDF
};
std::string_view to_string(Trait trait);

// An address in a file.
struct Address {
  enum class Kind {
    link,      // to press
    form,      // where a form sends what is typed in
    code,      // of a two-dimensional code in a picture
    automatic  // fetched or opened without a press
  };
  Kind kind = Kind::link;
  std::string url;  // as written, UTF-8, bounded
};

struct File {
  int holder = -1;         // index of the file it lies in, or -1
  unsigned depth = 0;      // 0: an attachment
  std::string name;        // as written, not always UTF-8: old archives have names in the charset of their maker
  std::string media_type;  // as sent, lower case; empty inside archives
  std::uint64_t size = 0;
  FileName reading;                // of `name`
  const Type* named = nullptr;     // what the name says
  const Type* declared = nullptr;  // what the media type says
  const Type* real = nullptr;      // what the bytes say; nullptr: nothing known, or not read
  bool read = false;               // the bytes were there to be looked at
  bool text = false;               // they look like text
  std::set<Trait> traits;
  std::vector<Address> addresses;
  std::string page;       // the source of a page (HTML, SVG), bounded; empty for others
  std::size_t pages = 0;  // of a PDF
  std::string organiser;  // of a calendar file: the address in ORGANIZER
  std::string summary;    // of a calendar file

  // What a double click makes of it; nullptr if nothing is known.
  [[nodiscard]] const Type* effective() const;
  // What the reader takes it for: by name, else by media type; nullptr if neither says anything.
  [[nodiscard]] const Type* claimed() const { return named != nullptr ? named : declared; }
  [[nodiscard]] bool is(std::string_view id) const { return real != nullptr && real->id == id; }
  [[nodiscard]] bool has(Trait trait) const { return traits.contains(trait); }
};

}  // namespace mekiki::files
