// HTML -> Document: spans lie in the source, offsets never go back, the limits hold.
#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "html/document.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string source = mekiki::to_valid_utf8(mekiki::fuzz::text(data, size));
  const auto document = mekiki::html::read_document(source);
  const auto inside = [&](const mekiki::Span& span) { return span.start <= span.end && span.end <= source.size(); };
  promise(document.links.size() <= mekiki::limits::html_links, "html_links");
  promise(document.forms.size() <= mekiki::limits::html_forms, "html_forms");
  promise(document.pictures.size() <= mekiki::limits::html_pictures, "html_pictures");
  for (const auto& link : document.links) {
    promise(inside(link.span) && inside(link.href_span), "a link lies in the source");
    promise(mekiki::is_valid_utf8(link.href) && mekiki::is_valid_utf8(link.text), "a link's text is UTF-8");
    promise(link.form >= -1 && link.form < static_cast<int>(document.forms.size()), "a link's form exists");
  }
  for (const auto& form : document.forms) promise(inside(form.span), "a form lies in the source");
  for (const auto& hidden : document.hidden) promise(inside(hidden.span), "hidden text lies in the source");
  const auto& visible = document.visible;
  promise(mekiki::is_valid_utf8(visible.text), "visible text is UTF-8");
  promise(visible.origin.size() == visible.text.size() + 1, "one origin for each byte and the end");
  promise(std::all_of(visible.origin.begin(), visible.origin.end(), [&](auto at) { return at <= source.size(); }),
          "origins lie in the source");
  return 0;
}
