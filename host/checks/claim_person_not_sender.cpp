// The sender bears the name of somebody whom the organisation has named as worth protecting, and the address is not one
// of that person's.
#include <algorithm>
#include <array>

#include "base/normalise.h"
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"
#include "names/confusables.h"

namespace mekiki::checks {
namespace {

// Titles beside a name (normalised).
constexpr auto titles = std::to_array<std::string_view>({"mr",
                                                         "mrs",
                                                         "ms",
                                                         "dr",
                                                         "prof",
                                                         "ceo",
                                                         "cfo",
                                                         "coo",
                                                         "president",
                                                         "director",
                                                         "chairman",
                                                         "\xE6\xA7\x98",                          // sama
                                                         "\xE7\xA4\xBE\xE9\x95\xB7",              // shacho
                                                         "\xE4\xBC\x9A\xE9\x95\xB7",              // kaicho
                                                         "\xE5\xB0\x82\xE5\x8B\x99",              // senmu
                                                         "\xE5\xB8\xB8\xE5\x8B\x99",              // jomu
                                                         "\xE9\x83\xA8\xE9\x95\xB7",              // bucho
                                                         "\xE8\xAA\xB2\xE9\x95\xB7",              // kacho
                                                         "\xE5\x8F\x96\xE7\xB7\xA0\xE5\xBD\xB9",  // torishimariyaku
                                                         "\xE4\xBB\xA3\xE8\xA1\xA8"});            // daihyo

bool is_title(std::string_view word) { return std::find(titles.begin(), titles.end(), word) != titles.end(); }

bool is_separator(char c) { return std::string_view(" .,'\"()[]/_-").find(c) != std::string_view::npos; }

// The words of a name, sorted: "Reed, Sam" and "Mr Sam Reed" are one. What stands in brackets is no part of the name.
std::vector<std::string> name_words(std::string_view name) {
  std::string plain = normalised(name);
  for (std::size_t open = plain.find('('); open != std::string::npos; open = plain.find('(')) {
    const std::size_t close = std::min(plain.find(')', open), plain.size() - 1);
    plain.replace(open, close - open + 1, " ");
  }
  std::vector<std::string> words;
  for (std::size_t start = 0; start < plain.size();) {
    std::size_t end = start;
    while (end < plain.size() && !is_separator(plain[end])) ++end;
    std::string word = plain.substr(start, end - start);
    for (const std::string_view title : titles) {
      const bool japanese = static_cast<unsigned char>(title.front()) >= 0x80;
      if (japanese && word.size() > title.size() && word.ends_with(title)) word.resize(word.size() - title.size());
    }
    if (!word.empty() && !is_title(word)) words.push_back(names::skeleton(word));
    start = end + 1;
  }
  std::sort(words.begin(), words.end());
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += word;
  return all;
}

// Japanese is written with and without a blank between the names.
bool same_person(std::string_view display, std::string_view name) {
  const auto shown = name_words(display), known = name_words(name);
  if (shown.empty() || known.empty()) return false;
  if (shown == known) return true;
  const auto in_order = [](std::string_view text) {
    std::string plain;
    for (const char c : normalised(text)) {
      if (!is_separator(c)) plain += c;
    }
    return plain;
  };
  const bool japanese = static_cast<unsigned char>(joined(known).front()) >= 0xE3;
  if (!japanese) return false;
  std::string shown_text = in_order(display);
  for (const std::string_view title : titles) {
    if (shown_text.size() > title.size() && shown_text.ends_with(title)) {
      shown_text.resize(shown_text.size() - title.size());
    }
  }
  return names::skeleton(shown_text) == names::skeleton(in_order(name));
}

bool is_theirs(const facts::Vip& vip, const std::string& address) {
  return std::any_of(vip.addresses.begin(), vip.addresses.end(),
                     [&](const std::string& own) { return ascii_iequals(own, address); });
}

void examine(const message::Message& message, const facts::Circumstances& circumstances, const facts::Sender& sender,
             const facts::Bulk& bulk, Sink& sink) {
  if (sender.from.display.empty() || sender.domain.empty()) return;
  for (const facts::Vip& vip : circumstances.vips) {
    if (!same_person(sender.from.display, vip.name)) continue;
    const std::string address = ascii_lower(sender.from.local) + "@" + sender.domain;
    if (is_theirs(vip, address)) return;
    // A list that puts its own address into From keeps the author's elsewhere.
    const bool through_list =
        bulk.mailing_list &&
        (is_theirs(vip, sender.list_author) ||
         (!message.reply_to.mailboxes.empty() && is_theirs(vip, message.reply_to.mailboxes.front().address())));
    if (through_list) return;
    Finding finding;
    // Calendars and shared documents write in the name of the person who used them.
    const bool service = sender.brand != nullptr && !sender.anyone_can_have_address;
    finding.severity = service ? Severity::medium : Severity::strong;
    finding.variant = service ? "through_service" : "";
    finding.parameters["name"] = vip.name;
    finding.parameters["address"] = address;
    finding.evidence.push_back(evidence_of_sender(message, sender));
    return sink.add(std::move(finding));
  }
}

}  // namespace

extern const Check claim_person_not_sender;
const Check claim_person_not_sender = make<examine>();

}  // namespace mekiki::checks
