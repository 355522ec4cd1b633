// Text of a part: transfer-decoded bytes to UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "message/charsets.h"

namespace mekiki::message {

// `content_type` is lower case. A byte order mark counts most, then `label`, then an HTML meta element
// (https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding, simplified), then the bytes.
DecodedText decode_text_part(std::string_view bytes, std::string_view content_type, std::string_view label);

// RFC 3676 format=flowed text with its soft line breaks undone, as Thunderbird shows it; `delete_space` is DelSp=yes.
std::string unflowed(std::string_view text, bool delete_space);

}  // namespace mekiki::message
