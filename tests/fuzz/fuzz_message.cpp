// bytes -> Message: every span lies in the raw bytes, every text is UTF-8, the limits hold.
#include "base/limits.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "message/message.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto message = mekiki::message::parse(std::string(mekiki::fuzz::text(data, size)));
  if (!message.ok()) return 0;
  promise(message->raw.size() + message->prefix_bytes == size, "raw is the input without its prefix");
  promise(message->body.start <= message->body.end && message->body.end <= message->raw.size(), "body lies in raw");
  promise(message->headers.size() <= mekiki::limits::header_fields, "header_fields");
  for (const auto& field : message->headers) {
    promise(field.span.start <= field.span.end && field.span.end <= message->raw.size(), "a field lies in raw");
    promise(mekiki::is_valid_utf8(field.value), "a field's value is UTF-8");
  }
  promise(mekiki::is_valid_utf8(message->subject), "subject is UTF-8");
  promise(message->parts.size() <= mekiki::limits::mime_parts, "mime_parts");
  for (const auto& part : message->parts) {
    promise(mekiki::is_valid_utf8(part.file_name), "a file name is UTF-8");
    if (part.content_type.starts_with("text/")) promise(mekiki::is_valid_utf8(part.content), "text is UTF-8");
  }
  return 0;
}
