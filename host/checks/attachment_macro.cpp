// An Office document that brings program code, or fetches or starts something when it is opened.
#include <algorithm>
#include <optional>

#include "authentication/authentication.h"
#include "checks/check.h"
#include "checks/files.h"

namespace mekiki::checks {
namespace {

using files::Trait;

struct Judgement {
  Severity severity = Severity::weak;
  std::string variant;
};

// Worst first. Colleagues send each other spreadsheets with macros that begin when they are opened; hardly anybody
// honest sends documents that fetch code, or sheets of a macro language given up long ago.
std::optional<Judgement> judge(const files::File& file) {
  if (file.has(Trait::macro_runs_itself) && file.has(Trait::macro_starts)) return Judgement{Severity::strong, ""};
  if (file.has(Trait::equation) && file.real != nullptr && file.real->id == "rtf")
    return Judgement{Severity::strong, "equation"};
  if (file.has(Trait::macro_sheet) && file.has(Trait::macro_runs_itself)) return Judgement{Severity::strong, "sheet"};
  if (file.has(Trait::dde)) return Judgement{Severity::strong, "dde"};
  if (file.has(Trait::remote_template)) return Judgement{Severity::strong, "remote"};
  if (file.has(Trait::macro_runs_itself)) return Judgement{Severity::medium, "runs"};
  if (file.has(Trait::macro_sheet)) return Judgement{Severity::medium, "sheet"};
  if (file.has(Trait::macro)) return Judgement{Severity::weak, "macro"};
  return std::nullopt;
}

// What somebody of one's own house sends, or a confirmed sender that has written before, is worth a note at most.
Severity damped(Severity severity, bool colleague) {
  if (!colleague) return severity;
  return severity == Severity::strong ? Severity::medium : Severity::weak;
}

void examine(const message::Message& message, const facts::Sender& sender, const facts::Circumstances& circumstances,
             const facts::Attachments& attachments, const authentication::Authentication& found, Sink& sink) {
  const bool colleague = found.confirmed && claims_to_be_colleague(message, sender, circumstances);
  const facts::Attachment* worst = nullptr;
  Judgement judged;
  for (const facts::Attachment& attachment : attachments.all) {
    if (attachment.attached_message) continue;
    std::optional<Judgement> judgement = judge(attachment.file);
    if (!judgement) continue;
    judgement->severity = damped(judgement->severity, colleague);
    if (worst != nullptr && judgement->severity >= judged.severity) continue;
    worst = &attachment;
    judged = *std::move(judgement);
  }
  if (worst == nullptr) return;
  Finding finding;
  finding.severity = judged.severity;
  finding.variant = judged.variant;
  finding.parameters["name"] = shown_name(*worst);
  finding.evidence.push_back(evidence_of(*worst));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check attachment_macro;
const Check attachment_macro = make<examine>();

}  // namespace mekiki::checks
