#include "facts/stamps.h"

#include <algorithm>
#include <array>

#include "base/normalise.h"
#include "base/utf8.h"

namespace mekiki::facts {
namespace {

// Words that filters put between brackets or asterisks at the head of a subject (after normalising).
constexpr auto spam_words = std::to_array<std::string_view>(
    {"spam",
     "possible spam",
     "probable spam",
     "suspected spam",
     "spam suspected",
     "junk",
     "junk mail",
     "meiwaku",
     "virus",
     "phishing",
     "phish",
     "suspicious",
     "bulk",
     "spam?",
     "spam mail",
     "spammail",
     "possible phishing",
     "\xE8\xBF\xB7\xE6\x83\x91\xE3\x82\x81\xE3\x83\xBC\xE3\x82\x8B",                // meiwaku meru (folded to hiragana)
     "\xE8\xBF\xB7\xE6\x83\x91\xE3\x83\xA1\xE3\x83\xBC\xE3\x83\xAB",                // the same as written
     "\xE8\xBF\xB7\xE6\x83\x91",                                                    // meiwaku
     "\xE3\x81\xAA\xE3\x82\x8A\xE3\x81\x99\xE3\x81\xBE\xE3\x81\x97",                // narisumashi
     "\xE3\x81\xB5\xE3\x81\x83\xE3\x81\xA3\xE3\x81\x97\xE3\x82\x93\xE3\x81\x90"});  // fisshingu
constexpr std::array<std::string_view, 4> place_words = {"external", "ext", "\xE7\xA4\xBE\xE5\xA4\x96",
                                                         "\xE5\xA4\x96\xE9\x83\xA8"};  // shagai, gaibu

struct Bracket {
  std::string_view open, close;
};
constexpr auto brackets = std::to_array<Bracket>({{"[", "]"},
                                                  {"*", "*"},
                                                  {"\xE3\x80\x90", "\xE3\x80\x91"},  // lenticular brackets
                                                  {"\xEF\xBC\xBB", "\xEF\xBC\xBD"},  // full-width brackets
                                                  {"\xE3\x80\x94", "\xE3\x80\x95"},  // tortoise shell brackets
                                                  {"\xE2\x89\xAA", "\xE2\x89\xAB"},  // "much less than" as brackets
                                                  {"\xEF\xBC\x9C", "\xEF\xBC\x9E"},  // full-width angle brackets
                                                  {"{", "}"},
                                                  {"(", ")"},
                                                  {"<", ">"}});
constexpr std::size_t longest_tag = 60;

std::size_t stars(std::string_view text) { return std::min(text.find_first_not_of('*'), text.size()); }

// "***SPAM***", "*****SPAM*****": as many at either end as there are, but more than one.
std::size_t starred_tag(std::string_view subject, std::string& words) {
  const std::size_t open = stars(subject);
  const std::size_t close = subject.find('*', open);
  if (open < 2 || close > longest_tag) return 0;
  words = normalised(trim_ascii(subject.substr(open, close - open)));
  return close + stars(subject.substr(close));
}

// The tag at the head of the subject: its length, 0 if there is none; and the words in it.
std::size_t head_tag(std::string_view subject, std::string& words) {
  for (const Bracket& bracket : brackets) {
    if (!subject.starts_with(bracket.open)) continue;
    if (bracket.open == "*") return starred_tag(subject, words);
    const std::size_t close = subject.find(bracket.close, bracket.open.size());
    if (close > longest_tag) continue;  // none, or too far to be a tag
    words = normalised(subject.substr(bracket.open.size(), close - bracket.open.size()));
    return close + bracket.close.size();
  }
  return 0;
}

enum class Tag { none, spam, place };
Tag kind_of(const std::string& words) {
  // "SPAM 7.3", "spam: high" carry a score or a grade behind the word; "phishing training" is somebody's subject.
  const std::size_t head_end = std::min(words.find_first_of(" :(="), words.size());
  const std::string_view rest = std::string_view(words).substr(head_end);
  const bool graded = rest.find_first_of("0123456789") != std::string_view::npos || rest.ends_with("high") ||
                      rest.ends_with("low") || rest.ends_with("medium");
  const std::string_view head = graded ? std::string_view(words).substr(0, head_end) : std::string_view(words);
  std::string_view plain = words;
  while (plain.ends_with('?') || plain.ends_with('!') || plain.ends_with('*')) plain.remove_suffix(1);
  while (plain.starts_with('*')) plain.remove_prefix(1);
  const auto is = [&](std::string_view word) { return words == word || head == word || plain == word; };
  if (std::any_of(spam_words.begin(), spam_words.end(), is)) return Tag::spam;
  if (std::any_of(place_words.begin(), place_words.end(), is)) return Tag::place;
  return Tag::none;
}

using Verdict = bool (*)(std::string_view);

bool says_yes(std::string_view value) {
  const std::string lower = ascii_lower(trim_ascii(value));
  return lower.starts_with("yes") || lower.starts_with("true") || lower.starts_with("spam");
}

// "SCL:6" or "6": Microsoft's spam confidence level, -1 to 9; from 5 on it is treated as spam.
bool is_high_level(std::string_view number) {
  return !number.empty() && number.front() >= '5' && number.front() <= '9' &&
         (number.size() == 1 || number[1] < '0' || number[1] > '9');
}
bool high_confidence(std::string_view value) { return is_high_level(trim_ascii(value)); }

// "CIP:...;SFV:SPM;CAT:PHSH;SCL:5;...": X-Forefront-Antispam-Report.
bool forefront(std::string_view value) {
  for (std::size_t start = 0; start < value.size();) {
    const std::size_t end = std::min(value.find(';', start), value.size());
    const std::string field = ascii_lower(trim_ascii(value.substr(start, end - start)));
    for (const std::string_view bad :
         {"sfv:spm", "sfv:skb", "cat:phsh", "cat:hphsh", "cat:hphish", "cat:spm", "cat:hspm", "cat:malw", "cat:spoof",
          "cat:gimp", "cat:uimp", "cat:dimp", "cat:bimp"}) {
      if (field == bad) return true;
    }
    if (field.starts_with("scl:") && is_high_level(std::string_view(field).substr(4))) return true;
    start = end + 1;
  }
  return false;
}

bool five_stars(std::string_view value) {
  value = trim_ascii(value);
  return value.starts_with("*****") || value.starts_with("+++++");
}

// "default: True [15.00 / 6.00]".
bool rspamd_result(std::string_view value) {
  const std::string lower = ascii_lower(value.substr(0, 80));
  return lower.find(": true") != std::string::npos || lower.find("=true") != std::string::npos;
}
bool rspamd_action(std::string_view value) {
  const std::string lower = ascii_lower(trim_ascii(value));
  return lower == "reject" || lower == "add header" || lower == "rewrite subject" || lower == "soft reject";
}
// An address there means that Yahoo's filter put the mail aside.
bool anything(std::string_view value) { return !trim_ascii(value).empty(); }
bool proofpoint(std::string_view value) {
  const std::string lower = ascii_lower(value);
  return lower.find("rule=spam") != std::string::npos || lower.find("rule=phish") != std::string::npos;
}

struct FilterHeader {
  const char* name;
  const char* filter;
  Verdict says_spam;
};
constexpr auto filter_headers = std::to_array<FilterHeader>({
    {"X-Spam-Flag", "SpamAssassin", says_yes},
    {"X-Spam-Status", "SpamAssassin", says_yes},
    {"X-Spam", "", says_yes},
    {"X-Spam-Level", "SpamAssassin", five_stars},
    {"X-Barracuda-Spam-Flag", "Barracuda", says_yes},
    {"X-Barracuda-Spam-Status", "Barracuda", says_yes},
    {"X-MailScanner-SpamCheck", "MailScanner", says_yes},
    {"X-Forefront-Antispam-Report", "Microsoft 365", forefront},
    {"X-MS-Exchange-Organization-SCL", "Microsoft Exchange", high_confidence},
    {"X-YahooFilteredBulk", "Yahoo", anything},
    {"X-Spamd-Result", "rspamd", rspamd_result},
    {"X-Spamd-Bar", "rspamd", five_stars},
    {"X-Rspamd-Action", "rspamd", rspamd_action},
    {"X-Proofpoint-Spam-Details", "Proofpoint", proofpoint},
    {"X-Bogosity", "Bogofilter", says_yes},
    {"X-DSPAM-Result", "DSPAM", says_yes},
});

// Servers put their lines on top: what stands above the handing over was written by the reader's side.
bool is_above_handing_over(const message::Message& message, const Route& route, const message::HeaderField& field) {
  const message::Received* line = boundary_of(message, route);
  return line != nullptr && field.span.start < message.headers[line->field].span.start;
}

}  // namespace

std::string without_stamps(std::string_view subject) {
  std::string words;
  subject = trim_ascii(subject);
  while (true) {
    const std::size_t length = head_tag(subject, words);
    if (length == 0 || kind_of(words) == Tag::none) return std::string(subject);
    subject = trim_ascii(subject.substr(length));
  }
}

Stamps establish_stamps(const message::Message& message, const Route& route) {
  Stamps stamps;
  const message::HeaderField* field = message.first("Subject");
  std::string_view subject = trim_ascii(message.subject);
  std::string words;
  for (int i = 0; field != nullptr && i < 4; ++i) {
    const std::size_t length = head_tag(subject, words);
    const Tag tag = length == 0 ? Tag::none : kind_of(words);
    if (tag == Tag::none) break;
    stamps.all.push_back(
        {true, std::string(subject.substr(0, length)), "header:Subject", field->span, tag == Tag::spam, {}, false});
    subject = trim_ascii(subject.substr(length));
  }
  for (const FilterHeader& header : filter_headers) {
    const message::HeaderField* found = message.first(header.name);
    if (found == nullptr || !header.says_spam(found->value)) continue;
    stamps.all.push_back({false, std::string(header.name) + ": " + shorten(found->value, 80),
                          std::string("header:") + header.name, found->span, true, header.filter,
                          is_above_handing_over(message, route, *found)});
  }
  return stamps;
}

}  // namespace mekiki::facts
