// What the checks of attachments share.
#pragma once

#include <string>
#include <vector>

#include "checks/finding.h"
#include "facts/facts.h"

namespace mekiki::checks {

Evidence evidence_of(const facts::Attachment& attachment);

// The name as the reader may see it: bounded; characters that turn the writing direction are spelled out, "[U+202E]".
std::string shown_name(const facts::Attachment& attachment);

// How the texts call a kind of file: "program", "script", "shortcut", "disk_image", "notebook", "page", "archive",
// "document", "picture", "other".
std::string_view word_of(files::Family family);

// The sender's address is of the very organisation that the mail is addressed to, or of the reader's own domains. Says
// nothing about whether the address is genuine.
bool claims_to_be_colleague(const message::Message& message, const facts::Sender& sender,
                            const facts::Circumstances& circumstances);

}  // namespace mekiki::checks
