// The bytes are of another kind than name and type say, and the difference matters: something that runs, a page or an
// archive is passed off as a document or picture. A picture with another picture's ending is nobody's trick.
#include "checks/check.h"
#include "checks/files.h"

namespace mekiki::checks {
namespace {

using files::Family;
using files::Type;

// Formats that are ZIP files themselves, or that programs make by giving a page or a table another ending.
bool is_office(const Type& type) {
  return type.family == Family::document && type.id != "pdf" && type.id != "ps" && type.id != "rtf";
}

bool is_innocent(const Type& type) {
  return type.family == Family::document || type.family == Family::picture || type.family == Family::media ||
         type.family == Family::text || type.family == Family::calendar || type.family == Family::card;
}

bool matters(const Type& claimed, const Type& real) {
  if (!is_innocent(claimed)) return false;
  if (files::is_dangerous(real)) return !(claimed.family == Family::text && real.family == Family::script);
  // Pages that web applications export as spreadsheets; source code; broken pictures that are an error page.
  if (real.family == Family::page && real.id != "svg")
    return claimed.id == "pdf" || claimed.id == "rtf" || claimed.family == Family::media;
  if (real.family == Family::archive)
    return !is_office(claimed) && claimed.family != Family::text && claimed.id != "emf" && claimed.id != "ps";
  return false;
}

void examine(const facts::Attachments& attachments, Sink& sink) {
  for (const facts::Attachment& attachment : attachments.all) {
    const files::File& file = attachment.file;
    const Type* claimed = file.claimed();
    if (claimed == nullptr || file.real == nullptr || !matters(*claimed, *file.real)) continue;
    Finding finding;
    finding.severity = files::is_dangerous(*file.real) ? Severity::strong : Severity::medium;
    finding.variant = std::string(word_of(file.real->family));
    finding.parameters["name"] = shown_name(attachment);
    const std::string_view endings = claimed->endings;
    finding.parameters["claimed"] =
        file.named != nullptr ? file.reading.ending : std::string(endings.substr(0, endings.find(' ')));
    finding.evidence.push_back(evidence_of(attachment));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check attachment_type_differs;
const Check attachment_type_differs = make<examine>();

}  // namespace mekiki::checks
