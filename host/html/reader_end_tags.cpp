// End tags, HTML standard sections 13.2.6.4.7 and following.
#include <algorithm>

#include "html/reader.h"

namespace mekiki::html {
namespace {

bool has(Tag tag, std::uint16_t trait) { return (traits_of(tag) & trait) != 0; }

}  // namespace

void Reader::end_tag(const Token& token) {
  if (in_raw_) {
    raw_end();
    return;
  }
  const Tag tag = names_.tag(token.text);
  std::uint32_t& unpushed = unpushed_[static_cast<std::size_t>(tag)];
  if (unpushed > 0) {
    --unpushed;
    if (tag == Tag::a) close_loose_link(token.span.end);
    if (has(tag, Traits::block)) line_break(token.span.start);
    return;
  }
  if (open_.top().foreign && foreign_end(tag, token.span.end)) return;
  html_end(tag, token);
}

// Section 13.2.6.5, any other end tag: elements that are foreign, down to the first that is not.
bool Reader::foreign_end(Tag tag, std::size_t offset) {
  const std::size_t index = open_.last_foreign(tag);
  if (index <= open_.top().html) return false;
  close(index, Keep::none, offset);
  return true;
}

void Reader::html_end(Tag tag, const Token& token) {
  const std::size_t offset = token.span.end;
  switch (tag) {
    case Tag::html:
    case Tag::body:
    case Tag::head:
      return;
    case Tag::br:
      line_break(token.span.start);
      return;
    case Tag::p:
      line_break(token.span.start);
      close_if(open_.last_in_button_scope(Tag::p), Keep::formatting, offset);
      return;
    case Tag::li:
      close_if(open_.last_in_list_scope(Tag::li), Keep::formatting, offset);
      return;
    case Tag::form:
      forms_.end(offset);
      close_if(open_.last_in_scope(Tag::form), Keep::all, offset);
      return;
    case Tag::td:
    case Tag::th:
    case Tag::tr:
    case Tag::tbody:
    case Tag::thead:
    case Tag::tfoot:
    case Tag::caption:
    case Tag::table:
      close_if(open_.last_in_table_scope(tag), Keep::none, offset);
      return;
    case Tag::template_:
      close_if(open_.last(Tag::template_), Keep::none, offset);
      return;
    default:
      ordinary_end(tag, offset);
  }
}

void Reader::ordinary_end(Tag tag, std::size_t offset) {
  if (has(tag, Traits::heading)) {
    std::size_t index = 0;
    for (const Tag heading : {Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6}) {
      index = std::max(index, open_.last_in_scope(heading));
    }
    close_if(index, Keep::formatting, offset);
  } else if (has(tag, Traits::formatting)) {
    close_if(open_.last_in_scope(tag), Keep::adopted, offset);
  } else if (has(tag, Traits::scope)) {
    close_if(open_.last_in_scope(tag), Keep::none, offset);
  } else if (has(tag, Traits::special)) {
    close_if(open_.last_in_scope(tag), Keep::formatting, offset);
  } else {
    const std::size_t index = open_.last(tag);
    if (index > open_.top().special) close(index, Keep::formatting, offset);
  }
}

}  // namespace mekiki::html
