// Much text that the reader cannot see. The short preview line of newsletters is usual and does not count.
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

void examine(const message::Message& message, const facts::Texts& texts, const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion) return;
  for (const facts::BodyPart& body : texts.bodies) {
    std::size_t hidden = 0;
    const html::HiddenText* longest = nullptr;
    for (const html::HiddenText& piece : body.document.hidden) {
      // Menus and mobile variants are switched off by display:none in honest mail too.
      const bool usual =
          piece.reason == html::HiddenReason::display_none || piece.reason == html::HiddenReason::hidden_attribute;
      if (usual) continue;
      hidden += piece.text.size();
      if (longest == nullptr || piece.text.size() > longest->text.size()) longest = &piece;
    }
    if (longest == nullptr || hidden < 400 || hidden < texts.visible_bytes / 2) continue;
    Finding finding;
    finding.severity = Severity::medium;
    finding.parameters["words"] = shorten(longest->text, 80);
    finding.evidence.push_back({"html:" + message.parts[body.part].path, longest->text, longest->span});
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check content_hidden_text;
const Check content_hidden_text = make<examine>();

}  // namespace mekiki::checks
