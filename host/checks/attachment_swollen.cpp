// A file that swells to a hundred times its size when unpacked: padded, so that scanners give up on it.
#include "checks/check.h"
#include "checks/files.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Attachments& attachments, Sink& sink) {
  for (const facts::Attachment& attachment : attachments.all) {
    const files::File& file = attachment.file;
    if (!file.has(files::Trait::swollen) || attachment.attached_message) continue;
    Finding finding;
    finding.severity = Severity::strong;
    finding.parameters["name"] = own_name(attachment);
    finding.parameters["outer"] = outer_name(attachment);
    finding.parameters["size"] = std::to_string(file.size >> 20);
    finding.evidence.push_back(evidence_of(attachment));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check attachment_swollen;
const Check attachment_swollen = make<examine>();

}  // namespace mekiki::checks
