// A file that came with the mail, and what it tells. Nothing here judges.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "files/file_name.h"
#include "files/traits.h"
#include "files/types.h"

namespace mekiki::files {

struct File {
  std::string name;        // as written
  std::string media_type;  // as sent, lower case
  std::uint64_t size = 0;
  FileName reading;                // of `name`
  const Type* named = nullptr;     // what the name says
  const Type* declared = nullptr;  // what the media type says
  const Type* real = nullptr;      // what the bytes say; nullptr: nothing known, or not read
  bool read = false;               // the bytes were there to be looked at
  bool text = false;               // they look like text
  std::vector<std::string> codes;  // what two-dimensional codes in its pictures say, UTF-8, bounded
  std::string page;                // the source of a page (HTML, SVG), bounded; empty for others

  int inside = -1;                     // index of the file that holds this one; -1: the mail itself
  std::uint64_t entries = 0;           // files in an archive, listed or not
  std::set<Trait> traits;              // what else was found
  std::vector<std::string> addresses;  // web addresses in it that can be followed, UTF-8, each once, bounded
  std::string command;                 // what a shortcut or a document starts, UTF-8, bounded

  std::string organizer;    // of an invitation: the address of who sends it
  bool invitation = false;  // a calendar file that asks to be accepted or entered
  std::string note;         // text of a calendar entry that may have addresses in it

  [[nodiscard]] bool has(Trait trait) const { return traits.contains(trait); }
  // What a double click makes of it; nullptr if nothing is known.
  [[nodiscard]] const Type* effective() const;
  // What the reader takes it for: by name, else by media type; nullptr if neither says anything.
  [[nodiscard]] const Type* claimed() const { return named != nullptr ? named : declared; }
};

}  // namespace mekiki::files
