// What a file is: by its bytes, by its name, by the media type it was sent with. A small table of our own.
#pragma once

#include <cstdint>
#include <string_view>

namespace mekiki::files {

enum class Family {
  text,      // nothing runs it: plain text, tables, source code
  document,  // PDF, word processing, spreadsheets, slides
  picture,
  media,       // sound and video
  archive,     // holds other files
  disk_image,  // holds other files, and what is inside escapes the marks and guards of downloaded files
  notebook,    // OneNote: pages with files to press on
  program,
  script,    // runs on a double click
  shortcut,  // starts something else
  page,      // opens in the browser from the reader's own disk
  mail,      // a message, or a container of one
  calendar,
  card,
  signature,  // signatures, keys, certificates
  data        // known, of no consequence here
};

struct Type {
  std::string_view id;  // "pdf"; stable
  Family family = Family::data;
  std::string_view media_type;  // the usual one
  std::string_view endings;     // lower case, parted by blanks
};

// By an ending without its dot, lower case; nullptr if it is not in the table.
const Type* type_of_ending(std::string_view ending);
// By a lower-case media type; nullptr for application/octet-stream and everything else that says nothing.
const Type* type_of_media(std::string_view media_type);
// By the bytes alone; nullptr if nothing of the table is recognised. Text is recognised by what it begins with only, so
// plain text, source code and scripts without a mark are nullptr.
const Type* type_of_bytes(std::string_view bytes);
// By its id. Precondition: it is in the table.
const Type* type_of_id(std::string_view id);

// Opening it can run something: programs, scripts, shortcuts, disk images, notebooks.
bool is_dangerous(const Type& type);

// The bytes could be text: no NUL and few control characters in what they begin with.
bool looks_like_text(std::string_view bytes);

}  // namespace mekiki::files
