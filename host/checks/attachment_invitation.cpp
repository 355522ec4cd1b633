// A calendar file that names somebody else as the one who invites. Calendars enter such files by themselves, and show
// the name in them, not the sender's.
#include "base/limits.h"
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/files.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

// Calendars that several people share have an address of their own at their provider.
bool is_shared_calendar(std::string_view domain) {
  return domain.ends_with("calendar.google.com") || domain.ends_with("imip.me.com");
}

bool is_free_mail(const std::string& domain) {
  const names::Owner* owner = names::owner_of(domain);
  return owner != nullptr && owner->kind == names::OwnerKind::free_mail;
}

void examine(const facts::Attachments& attachments, const facts::Sender& sender, const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion || sender.list_rewrote_from || sender.domain.empty()) return;
  for (const facts::Attachment& attachment : attachments.all) {
    const files::File& file = attachment.file;
    const std::size_t at = file.organizer.rfind('@');
    if (!file.invitation || attachment.attached_message || at == std::string::npos) continue;
    const std::string domain = ascii_lower(file.organizer.substr(at + 1));
    if (is_shared_calendar(domain) || same_organisation(domain, sender.domain)) continue;
    Finding finding;
    // A company's invitation that names somebody's free mailbox.
    finding.severity = is_free_mail(domain) && !sender.anyone_can_have_address ? Severity::medium : Severity::weak;
    finding.parameters["organizer"] = shorten(file.organizer, limits::excerpt_bytes);
    finding.parameters["sender"] = sender.from.address();
    finding.evidence.push_back({attachment.where, shorten(file.organizer, limits::excerpt_bytes), {}});
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check attachment_invitation;
const Check attachment_invitation = make<examine>();

}  // namespace mekiki::checks
