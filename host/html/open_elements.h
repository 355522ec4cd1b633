// The stack of open elements (HTML standard, section 13.2.4.2), never deeper than limits::html_open_elements,
// with every question that tree construction asks of it answered in constant time.
#pragma once

#include <cstdint>
#include <vector>

#include "base/limits.h"
#include "html/elements.h"
#include "html/style.h"

namespace mekiki::html {

struct OpenElement {
  Tag tag = Tag::html;
  bool foreign = false;      // SVG or MathML
  bool math = false;         // the latter
  bool integration = false;  // foreign, with HTML inside (section 13.2.6.5)
  bool silent = false;       // its text is no text of the mail
  bool owns_link = false;
  bool owns_button = false;
  int link = -1;  // handle of the link that the content belongs to
  OwnStyle own;
  Style style;

  // Kept by OpenElements: the nearest at or below of each, and the one below of the same tag.
  std::uint16_t scope = 0;
  std::uint16_t special = 0;
  std::uint16_t html = 0;
  std::uint16_t same_below = 0;
};

class OpenElements {
 public:
  OpenElements();

  [[nodiscard]] std::size_t size() const { return elements_.size(); }
  [[nodiscard]] bool full() const { return elements_.size() >= limits::html_open_elements; }
  [[nodiscard]] const OpenElement& operator[](std::size_t index) const { return elements_[index]; }
  OpenElement& top() { return elements_.back(); }
  [[nodiscard]] const OpenElement& top() const { return elements_.back(); }
  [[nodiscard]] const OpenElement& root() const { return elements_.front(); }
  OpenElement& root() { return elements_.front(); }

  // Precondition: !full().
  OpenElement& push(const OpenElement& element);
  // Precondition: size() > 1.
  void pop();

  // The index of the topmost open one that is HTML, or 0.
  [[nodiscard]] std::size_t last(Tag tag) const { return last_[slot(tag, false)]; }
  // That of the topmost open one that is foreign, or 0.
  [[nodiscard]] std::size_t last_foreign(Tag tag) const { return last_[slot(tag, true)]; }
  // The same, or 0 if a scope marker (section 13.2.4.2) lies above it.
  [[nodiscard]] std::size_t last_in_scope(Tag tag) const { return above(last(tag), top().scope); }
  [[nodiscard]] std::size_t last_in_button_scope(Tag tag) const;
  [[nodiscard]] std::size_t last_in_list_scope(Tag tag) const;
  [[nodiscard]] std::size_t last_in_table_scope(Tag tag) const;
  [[nodiscard]] std::size_t innermost_table() const;
  // Of the elements that the parts of a table stand in: sections 13.2.6.4.9 (clearing the stack back to a context).
  [[nodiscard]] std::size_t innermost_table_context() const;

 private:
  static std::size_t slot(Tag tag, bool foreign) {
    return static_cast<std::size_t>(tag) + (foreign ? TagNames::max_tags : 0);
  }
  static std::size_t above(std::size_t index, std::size_t barrier) { return index >= barrier ? index : 0; }

  std::vector<OpenElement> elements_;
  std::vector<std::uint16_t> last_;  // by slot
};

}  // namespace mekiki::html
