// An archive locked with a password: no scanner can look inside. Many companies in Japan send files so by custom, with
// the password in a second mail; who writes the password beside the lock only keeps scanners out.
#include "checks/check.h"
#include "checks/files.h"

namespace mekiki::checks {
namespace {

void examine(const facts::Attachments& attachments, Sink& sink) {
  for (const facts::Attachment& attachment : attachments.all) {
    const files::Type* type = attachment.file.effective();
    if (type == nullptr || type->family != files::Family::archive || attachment.attached_message) continue;
    if (!attachment.file.has(files::Trait::encrypted)) continue;
    const facts::FilePassword& password = attachments.password;
    Finding finding;
    finding.severity = Severity::weak;
    if (password.kind == facts::FilePassword::Kind::given) {
      finding.severity = Severity::medium;
      finding.variant = "password";
    } else if (password.kind == facts::FilePassword::Kind::later) {
      finding.variant = "later";
    }
    finding.parameters["name"] = shown_name(attachment);
    finding.evidence.push_back(evidence_of(attachment));
    if (password.kind != facts::FilePassword::Kind::none)
      finding.evidence.push_back({password.where, password.excerpt, password.span});
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check attachment_encrypted_archive;
const Check attachment_encrypted_archive = make<examine>();

}  // namespace mekiki::checks
