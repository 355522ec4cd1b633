#include "authentication/dkim/stamps.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "authentication/dkim/tag_list.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "message/encoded_words.h"
#include "message/header_fields.h"

namespace mekiki::authentication::dkim {
namespace {

// Brackets that stamps come in; what opens with a run of one sign ends with such a run.
constexpr auto brackets = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"[", "]"},
    {"(", ")"},
    {"{", "}"},
    {"<", ">"},
    {"\u3010", "\u3011"},  // black lenticular brackets
    {"\uff3b", "\uff3d"},  // full-width square brackets
    {"\u3014", "\u3015"},  // tortoise shell brackets
    {"\uff08", "\uff09"},  // full-width parentheses
});
constexpr std::string_view run_signs = "*#!=-_";

std::size_t run_length(std::string_view text, char sign) {
  const std::size_t end = text.find_first_not_of(sign);
  return end == std::string_view::npos ? text.size() : end;
}

// "***SPAM***", "==SPAM==", but not a word with one such sign on either side.
std::size_t run_stamp(std::string_view text) {
  if (text.empty() || run_signs.find(text.front()) == std::string_view::npos) return 0;
  const char sign = text.front();
  const std::size_t opening = run_length(text, sign);
  if (opening < 2 && sign != '*') return 0;
  const std::size_t closing = text.find(sign, opening);
  if (closing == std::string_view::npos || closing == opening) return 0;
  return closing + run_length(text.substr(closing), sign);
}

// "Spam: ", "SPAM "
std::size_t word_stamp(std::string_view text) {
  constexpr std::string_view word = "spam";
  if (text.size() <= word.size() || !ascii_iequals(text.substr(0, word.size()), word)) return 0;
  const char after = text[word.size()];
  if (after == ':') return word.size() + 1;
  return is_white(after) ? word.size() : 0;
}

// How many bytes of `text` (no white space in front) are a stamp; 0: none.
std::size_t stamp_bytes(std::string_view text) {
  std::size_t size = 0;
  for (const auto& [open, close] : brackets) {
    if (!text.starts_with(open)) continue;
    const std::size_t end = text.find(close);
    if (end != std::string_view::npos) size = end + close.size();
    break;
  }
  if (size == 0) size = run_stamp(text);
  if (size == 0) size = word_stamp(text);
  return size <= limits::dkim_stamp_bytes ? size : 0;
}

std::string decoded(std::string_view text) {
  message::DecodingNotes notes;
  return message::decode_words(to_valid_utf8(message::unfold(text)), notes);
}

std::size_t white_bytes(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_white) - text.begin());
}

// RFC 2047 section 2, the first thing in `text`; 0: it is none.
std::size_t encoded_word_bytes(std::string_view text) {
  if (!text.starts_with("=?")) return 0;
  std::size_t end = 1;
  for (int mark = 0; mark < 3; ++mark) {
    end = text.find('?', end + 1);
    if (end == std::string_view::npos) return 0;
  }
  return text.substr(end).starts_with("?=") ? end + 2 : 0;
}

// The stamp at the beginning of `text`: written plainly, or an encoded word that is nothing else.
std::size_t leading_stamp(std::string_view text) {
  if (const std::size_t plain = stamp_bytes(text); plain > 0) return plain;
  const std::size_t word = encoded_word_bytes(text);
  if (word == 0) return 0;
  const std::string content = decoded(text.substr(0, word));
  const std::string_view trimmed = trim_ascii(content);
  return !trimmed.empty() && stamp_bytes(trimmed) == trimmed.size() ? word : 0;
}

// "Re: [list] Dinner" was "Re: Dinner".
std::size_t reply_prefix_bytes(std::string_view text) {
  for (const std::string_view prefix : {"Re:", "Fwd:", "Fw:", "Aw:"}) {
    if (text.size() > prefix.size() && ascii_iequals(text.substr(0, prefix.size()), prefix))
      return prefix.size() + white_bytes(text.substr(prefix.size()));
  }
  return 0;
}

void add(std::vector<Subject>& found, std::string value, std::string_view stamp) {
  const bool known =
      std::any_of(found.begin(), found.end(), [&](const Subject& subject) { return subject.value == value; });
  if (!known) found.push_back({std::move(value), decoded(stamp)});
}

bool is_divider(std::string_view line) {
  while (!line.empty() && (is_white(line.back()))) line.remove_suffix(1);
  if (line == "--") return true;
  constexpr std::size_t shortest = 5;
  return line.size() >= shortest && std::string_view("-_=*").find(line.front()) != std::string_view::npos &&
         run_length(line, line.front()) == line.size();
}

}  // namespace

std::vector<Subject> without_stamp(std::string_view value) {
  std::vector<Subject> found;
  const std::size_t lead = white_bytes(value);
  std::string_view text = value.substr(lead);
  std::string kept(value.substr(0, lead));
  const std::size_t reply = reply_prefix_bytes(text);
  if (reply > 0) {
    kept += text.substr(0, reply);
    text.remove_prefix(reply);
  }
  const std::size_t stamp = leading_stamp(text);
  if (stamp == 0) return found;
  const std::string_view rest = text.substr(stamp);
  add(found, kept + std::string(rest.substr(white_bytes(rest))), text.substr(0, stamp));
  add(found, kept + std::string(rest), text.substr(0, stamp));
  // Two of them: the list's and then the provider's.
  const std::string_view inner = rest.substr(white_bytes(rest));
  if (const std::size_t second = leading_stamp(inner); second > 0) {
    const std::string_view last = inner.substr(second);
    const std::size_t taken = value.size() - lead - reply - last.size();
    add(found, kept + std::string(last.substr(white_bytes(last))), text.substr(0, taken));
  }
  return found;
}

std::vector<std::size_t> without_footer(std::string_view body) {
  std::vector<std::size_t> cuts;
  const std::size_t from = body.size() > limits::dkim_footer_bytes ? body.size() - limits::dkim_footer_bytes : 0;
  std::size_t line_end = body.size();
  // Backwards, line after line.
  while (line_end > from && cuts.size() < limits::dkim_footers) {
    const std::size_t before = line_end - 1 > 0 ? body.rfind('\n', line_end - 2) : std::string_view::npos;
    const std::size_t start = before == std::string_view::npos || line_end < 2 ? 0 : before + 1;
    if (start < from) break;
    if (start > 0 && is_divider(body.substr(start, line_end - start))) cuts.push_back(start);
    line_end = start;
  }
  return cuts;
}

}  // namespace mekiki::authentication::dkim
