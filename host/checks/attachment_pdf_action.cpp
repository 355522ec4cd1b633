// A PDF file that does more than show pages: starts a program, acts when it is opened, sends what is typed in.
#include <optional>

#include "checks/check.h"
#include "checks/files.h"

namespace mekiki::checks {
namespace {

using files::Trait;

struct Judgement {
  Severity severity = Severity::weak;
  std::string variant;
};

// Forms of offices have scripts that add up and print; labels of parcels print themselves.
std::optional<Judgement> judge(const files::File& file) {
  if (file.has(Trait::launches)) return Judgement{Severity::strong, ""};
  if (file.has(Trait::opens_by_itself) && !file.addresses.empty() && !file.has(Trait::script))
    return Judgement{Severity::medium, "opens"};
  if (file.has(Trait::sends_form)) return Judgement{Severity::weak, "form"};
  if (file.has(Trait::script)) return Judgement{Severity::weak, "script"};
  return std::nullopt;
}

void examine(const facts::Attachments& attachments, Sink& sink) {
  const facts::Attachment* worst = nullptr;
  Judgement found;
  for (const facts::Attachment& attachment : attachments.all) {
    const files::Type* type = attachment.file.effective();
    if (type == nullptr || type->id != "pdf" || attachment.attached_message) continue;
    const std::optional<Judgement> judgement = judge(attachment.file);
    if (!judgement || (worst != nullptr && judgement->severity >= found.severity)) continue;
    worst = &attachment;
    found = *judgement;
  }
  if (worst == nullptr) return;
  Finding finding;
  finding.severity = found.severity;
  finding.variant = found.variant;
  finding.parameters["name"] = shown_name(*worst);
  finding.parameters["command"] = worst->file.command;
  finding.evidence.push_back(evidence_of(*worst));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check attachment_pdf_action;
const Check attachment_pdf_action = make<examine>();

}  // namespace mekiki::checks
