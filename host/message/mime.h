// The MIME tree of a mail as a list of leaves (RFC 2045, 2046, 2183).
//
// The tree is walked by our own splitter, in time linear in the mail and with every cap in force from the first byte:
// on hostile mails of 20 to 30 MB (millions of parts, thousands of levels under millions of "--" lines) GMime's parser
// takes minutes and gigabytes before a cap could be applied to its result. GMime decodes the transfer encodings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "message/encoded_words.h"
#include "message/header_fields.h"
#include "message/message.h"

namespace mekiki::message {

// The fields that say what a part is: unfolded UTF-8, encoded words still in place; empty where absent.
struct PartFields {
  std::string content_type;
  std::string transfer_encoding;
  std::string disposition;
  std::string content_id;
};

struct PartList {
  std::vector<Part> parts;
  std::vector<std::string> limits_hit;
};

PartFields part_fields(const HeaderSection& section, std::string_view charset_hint, DecodingNotes& notes);

// `body` is everything after the blank line of the message `text`, whose own fields are `fields`.
PartList read_parts(std::string_view text, Span body, const PartFields& fields, DecodingNotes& notes);

}  // namespace mekiki::message
