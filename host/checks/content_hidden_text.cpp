// Much text that the reader cannot see. The short preview line of newsletters is usual and does not count.
#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

constexpr std::size_t strewn_pieces = 6;
constexpr std::size_t strewn_bytes = 60;

// Short pieces between the words of the text, too small or too pale to be seen: filters read another sentence than the
// reader does.
std::vector<const html::HiddenText*> strewn_words(const html::Document& document) {
  std::vector<const html::HiddenText*> strewn;
  for (const html::HiddenText& piece : document.hidden) {
    const bool unseen = piece.reason == html::HiddenReason::tiny_font ||
                        piece.reason == html::HiddenReason::same_colour ||
                        piece.reason == html::HiddenReason::transparent;
    const bool word = std::any_of(piece.text.begin(), piece.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (unseen && word && piece.text.size() <= strewn_bytes) strewn.push_back(&piece);
  }
  return strewn;
}

void examine(const message::Message& message, const facts::Texts& texts, const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion) return;
  for (const facts::BodyPart& body : texts.bodies) {
    if (const auto strewn = strewn_words(body.document); strewn.size() >= strewn_pieces) {
      Finding finding;
      finding.severity = Severity::medium;
      finding.variant = "strewn";
      finding.parameters["words"] = shorten(strewn.front()->text, 60);
      finding.parameters["other"] = shorten(strewn.back()->text, 60);
      finding.evidence.push_back({"html:" + message.parts[body.part].path, strewn.front()->text, strewn.front()->span});
      sink.add(std::move(finding));
      return;
    }
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
