#include "facts/stamps.h"

#include <algorithm>
#include <array>

#include "base/normalise.h"
#include "base/utf8.h"

namespace mekiki::facts {
namespace {

// Words that filters put between brackets or asterisks at the head of a subject (after normalising).
constexpr std::array<std::string_view, 14> spam_words = {
    "spam",
    "***spam***",
    "possible spam",
    "probable spam",
    "suspected spam",
    "junk",
    "meiwaku",
    "virus",
    "phishing",
    "suspicious",
    "\xE8\xBF\xB7\xE6\x83\x91\xE3\x82\x81\xE3\x83\xBC\xE3\x82\x8B",  // meiwaku meru (folded to hiragana)
    "\xE8\xBF\xB7\xE6\x83\x91",
    "bulk",
    "spam?"};
constexpr std::array<std::string_view, 4> place_words = {"external", "ext", "\xE7\xA4\xBE\xE5\xA4\x96",
                                                         "\xE5\xA4\x96\xE9\x83\xA8"};  // shagai, gaibu

struct Bracket {
  std::string_view open, close;
};
constexpr std::array<Bracket, 5> brackets = {{{"[", "]"},
                                              {"***", "***"},
                                              {"\xE3\x80\x90", "\xE3\x80\x91"},  // lenticular brackets
                                              {"{", "}"},
                                              {"<", ">"}}};

// The tag at the head of the subject: its length, 0 if there is none; and the words in it.
std::size_t head_tag(std::string_view subject, std::string& words) {
  for (const Bracket& bracket : brackets) {
    if (!subject.starts_with(bracket.open)) continue;
    const std::size_t close = subject.find(bracket.close, bracket.open.size());
    if (close > 60) continue;  // none, or too far to be a tag
    words = normalised(subject.substr(bracket.open.size(), close - bracket.open.size()));
    return close + bracket.close.size();
  }
  return 0;
}

enum class Tag { none, spam, place };
Tag kind_of(const std::string& words) {
  // "SPAM 7.3", "spam: high" carry a score or a grade behind the word.
  const std::string_view head = std::string_view(words).substr(0, words.find_first_of(" :(="));
  const auto is = [&](std::string_view word) { return words == word || head == word; };
  if (std::any_of(spam_words.begin(), spam_words.end(), is)) return Tag::spam;
  if (std::any_of(place_words.begin(), place_words.end(), is)) return Tag::place;
  return Tag::none;
}

bool says_yes(std::string_view value) {
  const std::string lower = ascii_lower(trim_ascii(value));
  return lower.starts_with("yes") || lower.starts_with("true") || lower.starts_with("spam");
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

Stamps establish_stamps(const message::Message& message) {
  Stamps stamps;
  const message::HeaderField* field = message.first("Subject");
  std::string_view subject = trim_ascii(message.subject);
  std::string words;
  for (int i = 0; field != nullptr && i < 4; ++i) {
    const std::size_t length = head_tag(subject, words);
    const Tag tag = length == 0 ? Tag::none : kind_of(words);
    if (tag == Tag::none) break;
    stamps.all.push_back(
        {true, std::string(subject.substr(0, length)), "header:Subject", field->span, tag == Tag::spam});
    subject = trim_ascii(subject.substr(length));
  }
  for (const char* name :
       {"X-Spam-Flag", "X-Spam-Status", "X-Spam", "X-Barracuda-Spam-Flag", "X-MailScanner-SpamCheck"}) {
    const message::HeaderField* found = message.first(name);
    if (found == nullptr || !says_yes(found->value)) continue;
    stamps.all.push_back({false, std::string(name) + ": " + shorten(found->value, 80), std::string("header:") + name,
                          found->span, true});
  }
  return stamps;
}

}  // namespace mekiki::facts
