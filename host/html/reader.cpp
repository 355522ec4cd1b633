#include "html/reader.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace mekiki::html {
namespace {

// More elements than these are not moved when one below them is closed; they close with it. Browsers bound the
// same work with the adoption agency's loop limits (section 13.2.6.4.7).
constexpr std::size_t max_moved = 64;
constexpr std::size_t max_formatting_kept = 24;

// Whether any of it would show if it were not hidden: newsletters fill their preview line with blanks.
bool has_ink(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool blank = c <= ' ' || c == 0xA0 || c == 0xAD || c == 0x34F || (c >= 0x2000 && c <= 0x200F) ||
                       c == 0x202F || (c >= 0x2060 && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
    if (!blank) return true;
  }
  return false;
}

bool is_table_context(Tag tag) {
  return tag == Tag::table || tag == Tag::tbody || tag == Tag::thead || tag == Tag::tfoot || tag == Tag::tr;
}

}  // namespace

Reader::Reader(std::string_view source, StyleSheet& sheet, Rules rules)
    : source_(source),
      sheet_(sheet),
      rules_(rules),
      tokenizer_(source),
      links_(document_),
      forms_(document_),
      visible_(TextFlow::Origins::keep, TextFlow::Breaks::as_lines),
      hidden_(TextFlow::Origins::drop, TextFlow::Breaks::as_lines),
      title_(TextFlow::Origins::drop, TextFlow::Breaks::as_spaces),
      button_label_(TextFlow::Origins::drop, TextFlow::Breaks::as_spaces),
      unpushed_(TagNames::max_tags) {}

Document Reader::read() {
  Token token;
  while (tokenizer_.next(token)) {
    switch (token.kind) {
      case Token::Kind::text:
        text(token);
        break;
      case Token::Kind::start_tag:
        start_tag(token);
        tokenizer_.allow_cdata(open_.top().foreign);
        break;
      case Token::Kind::end_tag:
        end_tag(token);
        tokenizer_.allow_cdata(open_.top().foreign);
        break;
      case Token::Kind::comment:
      case Token::Kind::doctype:
        break;
    }
  }
  if (in_raw_) raw_end();
  close_loose_link(source_.size());
  close_above(0, source_.size());
  forms_.button_end({});
  forms_.end(source_.size());
  forms_.finish();
  flush_hidden();
  document_.visible.text = visible_.take_text();
  document_.visible.origin = visible_.take_origins();
  document_.title = title_.take_text();
  if (sheet_.cut()) note_limit(document_, "html_style_rules");
  if (tokenizer_.attributes_cut()) note_limit(document_, "html_attributes");
  return std::move(document_);
}

void Reader::text(const Token& token) {
  if (in_raw_) {
    raw_text(token);
    return;
  }
  if (open_.top().silent) return;
  const Style& style = parent_style(false);
  if (const auto reason = style.text_hidden()) {
    hidden_text(token, *reason);
  } else {
    shown_text(token, style);
  }
  if (open_.last(Tag::button) != 0) button_label_.add(token.text, token.span, token.verbatim);
}

void Reader::shown_text(const Token& token, const Style& style) {
  static_cast<void>(style);
  if (preformatted()) {
    visible_.add_preformatted(token.text, token.span, token.verbatim);
  } else {
    visible_.add(token.text, token.span, token.verbatim);
  }
  if (!visible_.empty()) content_seen_ = true;
  links_.text(current_link(), token.text, token.span, token.verbatim, false);
}

void Reader::hidden_text(const Token& token, HiddenReason reason) {
  const bool goes_on = reason == hidden_reason_ && visible_.text().size() == visible_before_hidden_;
  if (!goes_on && document_.hidden.size() < limits::html_hidden_texts) flush_hidden();
  if (hidden_.empty()) {
    hidden_reason_ = reason;
    hidden_span_ = token.span;
    visible_before_hidden_ = visible_.text().size();
  }
  hidden_.add(token.text, token.span, token.verbatim);
  if (!hidden_.empty()) content_seen_ = true;
  hidden_span_.end = token.span.end;
  links_.text(current_link(), token.text, token.span, token.verbatim, true);
}

void Reader::flush_hidden() {
  if (has_ink(hidden_.text())) {
    document_.hidden.push_back({.reason = hidden_reason_, .text = hidden_.take_text(), .span = hidden_span_});
    if (document_.hidden.size() >= limits::html_hidden_texts) note_limit(document_, "html_hidden_texts");
  }
  hidden_.clear();
}

// Of an element with this style; one without a box breaks no line.
void Reader::element_break(const OpenElement& element, std::size_t offset) {
  if (element.own.display != OwnStyle::Display::block || element.silent) return;
  const auto hidden = element.style.hidden;
  if (hidden == HiddenReason::display_none || hidden == HiddenReason::hidden_attribute) {
    hidden_.line_break(offset);
  } else {
    line_break(offset);
  }
}

void Reader::line_break(std::size_t offset) {
  visible_.line_break(offset);
  hidden_.line_break(offset);
  button_label_.space(offset);
  links_.space(current_link());
}

void Reader::cell_break(std::size_t offset) {
  visible_.space(offset);
  hidden_.space(offset);
  links_.space(current_link());
}

void Reader::start_raw(Tag tag, Content content, const Token& token) {
  tokenizer_.set_content(content, token.text);
  in_raw_ = true;
  raw_ = tag;
  raw_span_ = {token.span.end, token.span.end};
}

void Reader::raw_text(const Token& token) {
  raw_span_.end = token.span.end;
  if (raw_ == Tag::title && !title_done_) title_.add(token.text, token.span, token.verbatim);
}

// The addresses in a <style> element.
class Reader::SheetUrls final : public UrlSink {
 public:
  SheetUrls(Reader& reader, std::size_t start) : reader_(reader), start_(start) {}

  void url(std::string_view url, Span span) override {
    reader_.style_link(url, {start_ + span.start, start_ + span.end});
  }

 private:
  Reader& reader_;
  std::size_t start_;
};

void Reader::raw_end() {
  in_raw_ = false;
  if (raw_ == Tag::title && !title_.empty()) title_done_ = true;
  if (raw_ != Tag::style) return;
  if (content_seen_) style_came_late_ = true;
  SheetUrls urls(*this, raw_span_.start);
  StyleSheet unused;
  StyleSheet& sheet = rules_ == Rules::to_be_read ? sheet_ : unused;
  sheet.add(source_.substr(raw_span_.start, raw_span_.size()), urls);
}

// What is misplaced in a table is shown before it, and so has the table's parent for its own (section 13.2.6.1).
const Style& Reader::parent_style(bool table_content) const {
  if (table_content || !is_table_context(open_.top().tag)) return open_.top().style;
  const std::size_t table = open_.last(Tag::table);
  return table == 0 ? open_.top().style : open_[table - 1].style;
}

bool Reader::preformatted() const {
  return open_.last(Tag::pre) != 0 || open_.last(Tag::textarea) != 0 || open_.last(Tag::xmp) != 0 ||
         open_.last(Tag::plaintext) != 0 || open_.last(Tag::listing) != 0;
}

// False if the cap is reached.
bool Reader::push(const OpenElement& element) {
  if (!open_.full()) {
    open_.push(element);
    return true;
  }
  note_limit(document_, "html_open_elements");
  ++unpushed_[static_cast<std::size_t>(element.tag)];
  any_unpushed_ = true;
  if (element.owns_link) {
    close_loose_link(source_.size());
    loose_link_ = element.link;
  }
  return false;
}

void Reader::reinherit(OpenElement& element) const {
  const OpenElement& parent = open_.top();
  element.style = inherit(parent.style, element.own);
  element.silent = element.silent || parent.silent;
  if (!element.owns_link) element.link = parent.link;
}

// After a change of the root's style.
void Reader::restyle() {
  kept_.clear();
  for (; open_.size() > 1; open_.pop()) kept_.push_back(open_.top());
  reopen_kept();
}

void Reader::reopen_kept() {
  for (auto element = kept_.rbegin(); element != kept_.rend(); ++element) {
    reinherit(*element);
    open_.push(*element);
  }
}

// What the cap kept from the stack lies inside its top, and ends with it.
void Reader::forget_unpushed(std::size_t offset) {
  if (!any_unpushed_) return;
  any_unpushed_ = false;
  std::fill(unpushed_.begin(), unpushed_.end(), 0);
  close_loose_link(offset);
}

void Reader::close_loose_link(std::size_t offset) {
  links_.close(loose_link_, offset);
  loose_link_ = -1;
}

bool Reader::stays_open(const OpenElement& element, Keep keep) const {
  if (keep == Keep::none || keep == Keep::all) return keep == Keep::all;
  if (element.foreign) return false;
  const std::uint16_t traits = traits_of(element.tag);
  if (keep == Keep::adopted && (traits & Traits::special) != 0) return true;
  return (traits & Traits::formatting) != 0 && kept_.size() < max_formatting_kept;
}

// Closes the element at `index`; `keep` says which of those above it stay open.
void Reader::close(std::size_t index, Keep keep, std::size_t offset) {
  forget_unpushed(offset);
  if (open_.size() - index > max_moved) keep = Keep::none;
  kept_.clear();
  while (open_.size() > index + 1) {
    OpenElement& top = open_.top();
    if (stays_open(top, keep)) {
      kept_.push_back(top);
    } else {
      closed(top, offset);
    }
    open_.pop();
  }
  closed(open_.top(), offset);
  open_.pop();
  reopen_kept();
}

void Reader::close_above(std::size_t index, std::size_t offset) {
  if (open_.size() > index + 1) close(index + 1, Keep::none, offset);
}

// Before it leaves the stack.
void Reader::closed(const OpenElement& element, std::size_t offset) {
  if (element.owns_link) links_.close(element.link, offset);
  if (element.owns_button) forms_.button_end(button_label_.take_text());
  element_break(element, offset);
}

}  // namespace mekiki::html
