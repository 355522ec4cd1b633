#include "html/open_elements.h"

#include <algorithm>

namespace mekiki::html {

static_assert(limits::html_open_elements <= UINT16_MAX);

OpenElements::OpenElements() : last_(2 * TagNames::max_tags) {
  elements_.reserve(64);
  elements_.emplace_back();
}

OpenElement& OpenElements::push(const OpenElement& element) {
  const auto index = static_cast<std::uint16_t>(elements_.size());
  const OpenElement& below = elements_.back();
  const std::uint16_t traits = element.foreign ? std::uint16_t{0} : traits_of(element.tag);
  const std::uint16_t scope = (traits & Traits::scope) != 0 || element.integration ? index : below.scope;
  const std::uint16_t special = (traits & Traits::special) != 0 || element.integration ? index : below.special;
  const std::uint16_t html = element.foreign ? below.html : index;
  std::uint16_t& last = last_[slot(element.tag, element.foreign)];
  OpenElement& pushed = elements_.emplace_back(element);
  pushed.scope = scope;
  pushed.special = special;
  pushed.html = html;
  pushed.same_below = last;
  last = index;
  return pushed;
}

void OpenElements::pop() {
  const OpenElement& top = elements_.back();
  last_[slot(top.tag, top.foreign)] = top.same_below;
  elements_.pop_back();
}

std::size_t OpenElements::last_in_button_scope(Tag tag) const {
  return above(last(tag), std::max<std::size_t>(top().scope, last(Tag::button)));
}

std::size_t OpenElements::last_in_list_scope(Tag tag) const {
  return above(last(tag), std::max({std::size_t{top().scope}, last(Tag::ul), last(Tag::ol)}));
}

std::size_t OpenElements::last_in_table_scope(Tag tag) const { return above(last(tag), innermost_table()); }

std::size_t OpenElements::innermost_table_context() const {
  return std::max({innermost_table(), last(Tag::tbody), last(Tag::thead), last(Tag::tfoot), last(Tag::tr)});
}

std::size_t OpenElements::innermost_table() const { return std::max(last(Tag::table), last(Tag::template_)); }

}  // namespace mekiki::html
