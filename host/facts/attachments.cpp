#include "facts/attachments.h"

#include <algorithm>

#include "base/base64.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "files/reader.h"
#include "message/charsets.h"
#include "names/url.h"

namespace mekiki::facts {
namespace {

std::string shown_name(const std::string& name) {
  return is_valid_utf8(name) ? name : message::decode_text(name, "").text;
}

bool is_worth_reading(const message::Part& part) {
  if (part.body) return false;
  return !part.attached_message || !part.file_name.empty() || part.disposition == "attachment";
}

bool is_listed(const message::Part& part) {
  if (!part.file_name.empty() || part.disposition == "attachment") return true;
  return part.content_type.starts_with("application/") || part.content_type == "message/rfc822" ||
         part.content_type == "text/calendar";
}

void read_page_of(Attachment& attachment, std::size_t& page_bytes) {
  std::string source = std::move(attachment.file.page);
  attachment.file.page.clear();
  if (source.empty()) return;
  const std::size_t left = limits::text_total_bytes - page_bytes;
  page_bytes += std::min(left, source.size());
  source.resize(std::min(left, source.size()));
  if (source.starts_with("\xFF\xFE") || source.starts_with("\xFE\xFF") || !is_valid_utf8(source))
    source = message::decode_text(source, "").text;
  attachment.page = read_page(source);
}

// Pictures that the HTML carries in itself (RFC 2397).
void read_pictures_of(const BodyPart& body, const std::string& path, files::Reader& reader, Attachments& attachments) {
  for (const html::Picture& picture : body.document.pictures) {
    const std::string_view source = picture.source;
    const std::size_t comma = std::min(source.find(','), source.size());
    const std::string head = ascii_lower(source.substr(0, comma));
    if (!head.starts_with("data:image/") || head.find(";base64") == std::string::npos || comma == source.size())
      continue;
    const std::string bytes = base64_decode_lenient(names::percent_decode(source.substr(comma + 1)));
    if (reader.read("", head.substr(5, head.find(';') - 5), bytes, bytes.size()) < 0) return;
    Attachment attachment;
    attachment.file = std::move(reader.files().back());
    attachment.part = body.part;
    attachment.where = "html:" + path;
    attachment.place = picture.span;
    attachments.all.push_back(std::move(attachment));
  }
}

}  // namespace

Attachments establish_attachments(const message::Message& message, const Texts& texts) {
  Attachments attachments;
  files::Reader reader;
  std::size_t page_bytes = 0;
  for (std::size_t i = 0; i < message.parts.size(); ++i) {
    const message::Part& part = message.parts[i];
    if (!is_worth_reading(part)) continue;
    if (reader.read(part.file_name, part.content_type, part.content, part.size) < 0) break;
    Attachment attachment;
    attachment.file = std::move(reader.files().back());
    attachment.part = i;
    attachment.where = "part:" + part.path;
    attachment.name = shown_name(attachment.file.name);
    if (part.type_name != part.file_name) attachment.other_name = part.type_name;
    attachment.listed = is_listed(part);
    attachment.attached_message = part.attached_message;
    read_page_of(attachment, page_bytes);
    attachments.all.push_back(std::move(attachment));
  }
  for (const BodyPart& body : texts.bodies) {
    if (body.html) read_pictures_of(body, message.parts[body.part].path, reader, attachments);
  }
  attachments.limits_hit = reader.limits_hit();
  return attachments;
}

}  // namespace mekiki::facts
