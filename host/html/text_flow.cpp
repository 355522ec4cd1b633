#include "html/text_flow.h"

#include <algorithm>
#include <utility>

#include "html/characters.h"

namespace mekiki::html {
namespace {

// NUL is dropped (HTML standard, section 13.2.6.4.7), which does not part words.
bool is_word(char c) { return !is_white_space(c) && c != '\0'; }

bool parts_words(std::string_view text, std::size_t at) {
  return text[at] == ' ' && at + 1 < text.size() && is_word(text[at + 1]);
}

}  // namespace

void TextFlow::pend(Pending pending, std::size_t offset) {
  if (text_.empty()) return;
  if (pending_ == Pending::none) pending_from_ = offset;
  if (pending > pending_) pending_ = pending;
}

void TextFlow::settle() {
  if (pending_ == Pending::none) return;
  text_ += pending_ == Pending::line ? '\n' : ' ';
  if (keeps_origins_) origins_.push_back(static_cast<std::uint32_t>(pending_from_));
  pending_ = Pending::none;
}

void TextFlow::word(std::string_view word, Span source, bool verbatim) {
  settle();
  text_ += word;
  end_ = source.end;
  if (!keeps_origins_) return;
  const std::size_t before = origins_.size();
  origins_.resize(before + word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    origins_[before + i] = static_cast<std::uint32_t>(verbatim ? source.start + i : source.start);
  }
}

// Words parted by single spaces go as one: they stay as they are.
void TextFlow::add(std::string_view text, Span source, bool verbatim) {
  const auto part = [&](std::size_t from, std::size_t to) {
    return verbatim ? Span{source.start + from, source.start + to} : source;
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    if (is_word(text[i])) {
      while (i < text.size() && (is_word(text[i]) || parts_words(text, i))) ++i;
      word(text.substr(start, i - start), part(start, i), verbatim);
    } else {
      if (text[i] != '\0') space(part(i, i).start);
      ++i;
    }
  }
}

void TextFlow::add_preformatted(std::string_view text, Span source, bool verbatim) {
  const auto part = [&](std::size_t from, std::size_t to) {
    return verbatim ? Span{source.start + from, source.start + to} : source;
  };
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    add(text.substr(from, end - from), part(from, end), verbatim);
    if (end == text.size()) return;
    line_break(part(end, end).start);
    from = end + 1;
  }
}

std::string TextFlow::take_text() {
  pending_ = Pending::none;
  return std::exchange(text_, {});
}

std::vector<std::uint32_t> TextFlow::take_origins() {
  origins_.push_back(static_cast<std::uint32_t>(end_));
  return std::exchange(origins_, {});
}

void TextFlow::clear() {
  text_.clear();
  origins_.clear();
  pending_ = Pending::none;
}

}  // namespace mekiki::html
