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

class Establishing {
 public:
  Establishing(const message::Message& message, const Texts& texts) : message_(message), texts_(texts) {}

  Attachments run() {
    for (std::size_t i = 0; i < message_.parts.size(); ++i) {
      if (is_worth_reading(message_.parts[i]) && !read_part(i)) break;
    }
    for (const BodyPart& body : texts_.bodies) {
      if (body.html) read_pictures_of(body);
    }
    const bool locked = std::any_of(found_.all.begin(), found_.all.end(), [](const Attachment& attachment) {
      return attachment.file.has(files::Trait::encrypted);
    });
    if (locked) found_.password = find_file_password(texts_);
    found_.limits_hit = reader_.limits_hit();
    return std::move(found_);
  }

 private:
  bool read_part(std::size_t index) {
    const message::Part& part = message_.parts[index];
    const std::size_t first = found_.all.size();
    if (reader_.read(part.file_name, part.content_type, part.content, part.size) < 0) return false;
    Attachment like;
    like.part = index;
    like.where = "part:" + part.path;
    like.listed = is_listed(part);
    like.attached_message = part.attached_message;
    take_read(like);
    if (part.type_name != part.file_name) found_.all[first].other_name = part.type_name;
    return true;
  }

  // Pictures that the HTML carries in itself (RFC 2397).
  void read_pictures_of(const BodyPart& body) {
    for (const html::Picture& picture : body.document.pictures) {
      const std::string_view source = picture.source;
      const std::size_t comma = std::min(source.find(','), source.size());
      const std::string head = ascii_lower(source.substr(0, comma));
      if (!head.starts_with("data:image/") || head.find(";base64") == std::string::npos || comma == source.size())
        continue;
      const std::string bytes = base64_decode_lenient(names::percent_decode(source.substr(comma + 1)));
      if (reader_.read("", head.substr(5, head.find(';') - 5), bytes, bytes.size()) < 0) return;
      Attachment like;
      like.part = body.part;
      like.where = "html:" + message_.parts[body.part].path;
      like.place = picture.span;
      take_read(like);
    }
  }

  // What the reader has read since: a file and those inside it, with the same indices.
  void take_read(const Attachment& like) {
    for (std::size_t i = found_.all.size(); i < reader_.files().size(); ++i) {
      Attachment attachment = like;
      attachment.file = std::move(reader_.files()[i]);
      attachment.name = shown_name(attachment.file.name);
      attachment.inside = attachment.file.inside;
      if (attachment.inside >= 0) {
        const Attachment& outer = found_.all[static_cast<std::size_t>(attachment.inside)];
        attachment.path = outer.path.empty() ? outer.name : outer.path + "/" + outer.name;
      }
      found_.all.push_back(std::move(attachment));
      if (!is_one_of_many(found_, found_.all.back())) read_page_of(found_.all.back(), page_bytes_);
    }
  }

  const message::Message& message_;
  const Texts& texts_;
  files::Reader reader_;
  Attachments found_;
  std::size_t page_bytes_ = 0;
};

}  // namespace

bool is_one_of_many(const Attachments& attachments, const Attachment& attachment) {
  constexpr std::uint64_t few = 6;
  for (int at = attachment.inside; at >= 0; at = attachments.all[static_cast<std::size_t>(at)].inside) {
    if (attachments.all[static_cast<std::size_t>(at)].file.entries > few) return true;
  }
  return false;
}

Attachments establish_attachments(const message::Message& message, const Texts& texts) {
  return Establishing(message, texts).run();
}

}  // namespace mekiki::facts
