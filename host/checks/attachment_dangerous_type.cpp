// A file that runs or starts something when it is opened, whatever else it says.
#include "checks/check.h"
#include "checks/files.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Attachments& attachments, Sink& sink) {
  for (const facts::Attachment& attachment : attachments.all) {
    if (attachment.inside >= 0) continue;  // attachment.archive_with_program
    const files::File& file = attachment.file;
    const files::Type* type = file.effective();
    if (type == nullptr || !files::is_dangerous(*type)) continue;
    Finding finding;
    finding.severity =
        is_never_honest(file, *type) && !attachment.attached_message ? Severity::strong : Severity::medium;
    finding.variant = type->family == files::Family::program ? "" : std::string(word_of(type->family));
    finding.parameters["name"] = shown_name(attachment);
    const std::string_view usual = type->endings.substr(0, type->endings.find(' '));
    finding.parameters["ending"] = file.named == type ? file.reading.ending : std::string(usual);
    finding.evidence.push_back(evidence_of(attachment));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check attachment_dangerous_type;
const Check attachment_dangerous_type = make<examine>();

}  // namespace mekiki::checks
