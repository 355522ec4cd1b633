// The MIME tree of a mail as a list of leaves (RFC 2045, 2046, 2183). GMime is used in mime.cpp only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "message/encoded_words.h"
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

// `body` is everything after the blank line of a message whose own fields are `fields`.
PartList read_parts(std::string_view body, const PartFields& fields, DecodingNotes& notes);

void warm_up_mime();

}  // namespace mekiki::message
