#include "html/links.h"

#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::html {

void note_limit(Document& document, std::string_view name) {
  auto& hit = document.limits_hit;
  if (std::find(hit.begin(), hit.end(), name) == hit.end()) hit.emplace_back(name);
}

Link* Links::append(const LinkStart& start) {
  if (document_.links.size() >= limits::html_links) {
    note_limit(document_, "html_links");
    return nullptr;
  }
  Link& link = document_.links.emplace_back();
  link.kind = start.kind;
  link.href = cut_on_character(start.href, limits::url_bytes);
  link.title = start.title;
  link.hidden = start.hidden;
  link.form = start.form;
  link.span = start.span;
  link.href_span = start.href_span;
  return &link;
}

void Links::add(const LinkStart& start) {
  Link* const link = append(start);
  if (link == nullptr) return;
  TextFlow text(TextFlow::Origins::drop, TextFlow::Breaks::as_spaces);
  text.add(start.text, start.span, false);
  link->text = text.take_text();
}

int Links::open(const LinkStart& start) {
  if (append(start) == nullptr) return -1;
  if (free_.empty()) {
    free_.push_back(static_cast<int>(open_.size()));
    open_.emplace_back();
  }
  const int handle = free_.back();
  free_.pop_back();
  open_[static_cast<std::size_t>(handle)].index = document_.links.size() - 1;
  return handle;
}

void Links::text(int handle, std::string_view text, Span source, bool verbatim, bool hidden) {
  if (handle < 0) return;
  Open& open = open_[static_cast<std::size_t>(handle)];
  (hidden ? open.hidden : open.visible).add(text, source, verbatim);
}

void Links::space(int handle) {
  if (handle < 0) return;
  Open& open = open_[static_cast<std::size_t>(handle)];
  open.visible.space(0);
  open.hidden.space(0);
}

void Links::picture(int handle, std::string_view alt, bool hidden) {
  if (handle < 0) return;
  Open& open = open_[static_cast<std::size_t>(handle)];
  document_.links[open.index].has_picture = true;
  if (hidden) return;
  open.shows_picture = true;
  TextFlow text(TextFlow::Origins::drop, TextFlow::Breaks::as_spaces);
  text.add(alt, {}, false);
  if (!text.empty()) open.alts.append(open.alts.empty() ? "[" : " [").append(text.text()).append("]");
}

void Links::close(int handle, std::size_t end) {
  if (handle < 0) return;
  Open& open = open_[static_cast<std::size_t>(handle)];
  Link& link = document_.links[open.index];
  link.span.end = end;
  // A link whose every letter is hidden cannot be seen either.
  if (open.visible.empty() && !open.shows_picture && !open.hidden.empty()) link.hidden = true;
  link.text = link.hidden && open.visible.empty() ? open.hidden.take_text() : open.visible.take_text();
  if (!open.alts.empty()) link.text += (link.text.empty() ? "" : " ") + open.alts;
  open = Open{};
  free_.push_back(handle);
}

}  // namespace mekiki::html
