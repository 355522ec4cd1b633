// A web page as an attachment. It looks as its maker likes, and no address line shows whose it is.
#include "checks/check.h"
#include "checks/files.h"

namespace mekiki::checks {
namespace {

struct Judgement {
  Severity severity = Severity::weak;
  std::string_view variant;
};

Judgement judge(const facts::Page& page) {
  if (page.unpacks_file) return {Severity::strong, "unpacks"};
  if (page.password) return {Severity::strong, "password"};
  if (page.scrambled) return {Severity::strong, "scrambled"};
  if (page.sends) return {Severity::medium, "form"};
  if (page.moves_on) return {Severity::medium, "moves"};
  if (page.script) return {Severity::medium, "script"};
  return {Severity::weak, ""};
}

void examine(const facts::Attachments& attachments, Sink& sink) {
  const facts::Attachment* worst = nullptr;
  Judgement found;
  for (const facts::Attachment& attachment : attachments.all) {
    if (!attachment.page || attachment.attached_message) continue;
    const Judgement judgement = judge(*attachment.page);
    if (worst != nullptr && judgement.severity >= found.severity) continue;
    worst = &attachment;
    found = judgement;
  }
  if (worst == nullptr) return;
  Finding finding;
  finding.severity = found.severity;
  finding.variant = found.variant;
  finding.parameters["name"] = shown_name(*worst);
  finding.evidence.push_back(evidence_of(*worst));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check attachment_html_page;
const Check attachment_html_page = make<examine>();

}  // namespace mekiki::checks
