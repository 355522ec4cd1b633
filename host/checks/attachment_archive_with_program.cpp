// A program, script, shortcut or disk image inside an archive or a document: packed so that filters and the reader see
// something harmless first.
#include <optional>

#include "checks/check.h"
#include "checks/files.h"

namespace mekiki::checks {
namespace {

using files::Family;

struct Judgement {
  Severity severity = Severity::weak;
  std::string variant;
};

// Software, source code and backups carry programs and scripts among very many other files.
std::optional<Judgement> judge(const facts::Attachments& attachments, const facts::Attachment& attachment,
                               const files::Type& type, bool discussion) {
  const facts::Attachment& holder = attachments.all[static_cast<std::size_t>(attachment.inside)];
  // Nobody packs a single script.
  const bool alone = holder.file.entries == 1 && type.family == Family::script;
  const bool never_honest = alone || is_never_honest(attachment.file, type);
  const bool many = is_one_of_many(attachments, attachment);
  if (many && !never_honest) return std::nullopt;
  Judgement judgement;
  judgement.severity = never_honest && !many && !attachment.attached_message ? Severity::strong : Severity::medium;
  if (many && discussion) judgement.severity = Severity::weak;
  const files::Type* outer = holder.file.effective();
  const bool in_document = outer != nullptr && (outer->family == Family::document || outer->family == Family::notebook);
  if (attachment.file.has(files::Trait::encrypted)) {
    judgement.variant = "encrypted";
  } else if (in_document) {
    judgement.variant = "document";
  } else if (type.family != Family::program) {
    judgement.variant = word_of(type.family);
  }
  return judgement;
}

void examine(const facts::Attachments& attachments, const facts::Bulk& bulk, Sink& sink) {
  const facts::Attachment* worst = nullptr;
  Judgement found;
  for (const facts::Attachment& attachment : attachments.all) {
    if (attachment.inside < 0) continue;  // attachment.dangerous_type
    const files::Type* type = attachment.file.effective();
    if (type == nullptr || !files::is_dangerous(*type)) continue;
    const std::optional<Judgement> judgement = judge(attachments, attachment, *type, bulk.discussion);
    if (!judgement || (worst != nullptr && judgement->severity >= found.severity)) continue;
    worst = &attachment;
    found = *judgement;
  }
  if (worst == nullptr) return;
  Finding finding;
  finding.severity = found.severity;
  finding.variant = found.variant;
  finding.parameters["name"] = own_name(*worst);
  finding.parameters["outer"] = outer_name(*worst);
  finding.evidence.push_back(evidence_of(*worst));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check attachment_archive_with_program;
const Check attachment_archive_with_program = make<examine>();

}  // namespace mekiki::checks
