// The words that open a wallet are asked for, or given away as bait. Makers and exchanges never do either.
#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

constexpr std::size_t clause_bytes = 90;

// "We will never ask you to enter your recovery phrase" is good advice.
bool is_warning(const facts::SeenText& seen, Span span) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"never", "not ask", "not share", "n't ask", "n't share", "nobody", "no one", "scam", "phishing", "niemals",
       "jamais", "nunca", "\xE6\xB1\xBA\xE3\x81\x97\xE3\x81\xA6", "\xE7\xB5\xB6\xE5\xAF\xBE"});  // kesshite, zettai
  const std::size_t start = span.start < clause_bytes ? 0 : span.start - clause_bytes;
  const std::string clause = ascii_lower(std::string_view(seen.text).substr(start, span.end - start + clause_bytes));
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return clause.find(word) != std::string::npos; });
}

void examine(const facts::Texts& texts, const facts::Demands& demands, const facts::Links& links,
             const facts::Sender& sender, const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion) return;
  for (const facts::Phrase& phrase : demands.phrases) {
    if (phrase.kind != text::PhraseKind::seed_phrase) continue;
    const facts::SeenText& seen = texts.seen[phrase.seen];
    const bool in_body = seen.kind == facts::SeenText::Kind::body;
    if (in_body && is_warning(seen, phrase.span)) return;
    if (action_links(links).empty() && sender.reply_domain.empty()) return;  // nothing to do about it
    Finding finding;
    finding.severity = Severity::strong;
    finding.parameters["words"] = phrase.excerpt;
    finding.evidence.push_back(evidence_of(phrase));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check content_recovery_phrase;
const Check content_recovery_phrase = make<examine>();

}  // namespace mekiki::checks
