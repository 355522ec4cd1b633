// The header section cut into fields on the raw bytes, so that every field keeps its place (RFC 5322 section 2.2).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace mekiki::message {

// Views into the bytes that were split.
struct RawField {
  std::string_view name;  // empty: a line without a legal field name, which readers skip
  std::string_view raw;   // value with its folding, without the final line end; the whole line where name is empty
  Span span;              // of the whole field
};

struct HeaderSection {
  std::vector<RawField> fields;
  Span body;                            // after the blank line; empty at the end where there is none
  bool any_field = false;               // at least one legal field name
  std::vector<std::string> limits_hit;  // "header_bytes", "header_fields", "header_field_bytes"
};

// One line: its content, and where the next one starts. LF, CRLF, a lone CR and CR CR LF all end a line.
struct Line {
  std::string_view content;
  std::size_t next = 0;
};
Line line_at(std::string_view bytes, std::size_t position);

// How many leading bytes are not the mail's own: an mbox "From " line and the X-Mozilla-* lines that Thunderbird
// puts in front of the first field of a stored mail.
std::size_t stored_prefix_bytes(std::string_view bytes);

HeaderSection split_header(std::string_view bytes);

// Folding taken out: each line end with the white space around it becomes one space; the ends are trimmed.
std::string unfold(std::string_view raw_value);

}  // namespace mekiki::message
