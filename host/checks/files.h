// What the checks of attachments share.
#pragma once

#include <string>
#include <vector>

#include "checks/finding.h"
#include "facts/facts.h"

namespace mekiki::checks {

Evidence evidence_of(const facts::Attachment& attachment);

// The name as the reader may see it: bounded; characters that turn the writing direction are spelled out, "[U+202E]".
// With the names of the archives it lies in.
std::string shown_name(const facts::Attachment& attachment);
// Only its own name, and only those of the archives.
std::string own_name(const facts::Attachment& attachment);
std::string outer_name(const facts::Attachment& attachment);

// Kinds that mail is used for to break in, and next to never for anything else.
bool is_never_honest(const files::File& file, const files::Type& type);

// How the texts call a kind of file: "program", "script", "shortcut", "disk_image", "notebook", "page", "archive",
// "document", "picture", "other".
std::string_view word_of(files::Family family);

// The sender's address is of the very organisation that the mail is addressed to, or of the reader's own domains. Says
// nothing about whether the address is genuine.
bool claims_to_be_colleague(const message::Message& message, const facts::Sender& sender,
                            const facts::Circumstances& circumstances);

}  // namespace mekiki::checks
