// A name that makes a dangerous file look like a document: two endings, letters turned round, blanks, a second name.
#include "checks/check.h"
#include "checks/files.h"

namespace mekiki::checks {
namespace {

bool opens_as_danger(const files::Type* type) {
  return type != nullptr && (files::is_dangerous(*type) || type->family == files::Family::page);
}

// An ending that readers trust.
bool is_trusted(const files::Type* type) {
  return type != nullptr && !opens_as_danger(type) && type->family != files::Family::data;
}

std::string disguise_of(const facts::Attachment& attachment) {
  const files::File& file = attachment.file;
  const bool danger = opens_as_danger(file.effective());
  if (file.reading.turned) return "turned";
  if (danger && file.reading.padded) return "padded";
  if (danger && is_trusted(files::type_of_ending(file.reading.ending_before))) return "doubled";
  if (danger && file.reading.very_long) return "padded";
  if (attachment.other_name.empty()) return "";
  // Programs differ in which of the two names they show and which they save under.
  const files::Type* other = files::type_of_ending(files::read_file_name(attachment.other_name).ending);
  const bool both =
      (danger && is_trusted(other)) || (other != nullptr && files::is_dangerous(*other) && is_trusted(file.claimed()));
  return both ? "two_names" : "";
}

void examine(const facts::Attachments& attachments, Sink& sink) {
  for (const facts::Attachment& attachment : attachments.all) {
    std::string disguise = disguise_of(attachment);
    if (disguise.empty()) continue;
    const files::Type* type = attachment.file.effective();
    // Pages called "report.pdf.html" are made by honest programs too, by printing or saving.
    const bool page = type != nullptr && type->family == files::Family::page;
    Finding finding;
    finding.severity = page && disguise == "doubled" ? Severity::medium : Severity::strong;
    finding.variant = disguise == "doubled" ? (page ? "page" : "") : std::move(disguise);
    finding.parameters["name"] = shown_name(attachment);
    finding.parameters["other"] = attachment.other_name;
    finding.parameters["ending"] = attachment.file.reading.ending;
    finding.parameters["before"] = attachment.file.reading.ending_before;
    finding.evidence.push_back(evidence_of(attachment));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check attachment_disguised_name;
const Check attachment_disguised_name = make<examine>();

}  // namespace mekiki::checks
