// The files that the mail carries: what they are, what they pretend to be and where they lead.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/span.h"
#include "facts/file_password.h"
#include "facts/pages.h"
#include "facts/texts.h"
#include "files/file.h"
#include "message/message.h"

namespace mekiki::facts {

struct Attachment {
  files::File file;
  std::optional<Page> page;       // of an HTML or SVG file
  std::size_t part = 0;           // index into Message::parts
  std::string where;              // evidence place: "part:2"
  Span place;                     // of a picture in the HTML; else empty
  std::string name;               // for the reader: UTF-8
  int inside = -1;                // index of the one that holds this one; -1: the mail itself
  std::string path;               // the names of those that hold it: "invoice.zip", "a.zip/b.iso"; empty in the mail
  std::string other_name;         // a second name the mail gives it (Content-Type name), where the two differ
  bool listed = false;            // the reader sees it as an attachment, not as part of the text
  bool attached_message = false;  // belongs to an attached message
};

struct Attachments {
  std::vector<Attachment> all;       // in order; what lies inside one follows it
  std::set<std::string> limits_hit;  // see files::Reader
  FilePassword password;             // looked for where a file is locked
};

// One of very many files in an archive: source code, a saved site, somebody's backup. Its pages and addresses say
// nothing about the mail.
bool is_one_of_many(const Attachments& attachments, const Attachment& attachment);

Attachments establish_attachments(const message::Message& message, const Texts& texts);

}  // namespace mekiki::facts
