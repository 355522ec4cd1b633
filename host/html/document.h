// What a mail's HTML shows and where it leads, from one linear pass of the WHATWG tokenizer. No tree is
// built: tree construction (foster parenting, adoption agency) does not change which links exist.
// All spans index the source given to read_document(). All text is UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace mekiki::html {

enum class LinkKind { anchor, area, form, button, frame, refresh, image, media, style, other };

struct Link {
  LinkKind kind = LinkKind::anchor;
  std::string href;  // attribute value after character references, not resolved, not trimmed
  std::string
      text;  // what the reader sees inside: visible text, then alt texts of pictures in [..]; white space collapsed
  std::string title;         // title attribute
  bool has_picture = false;  // a picture inside
  bool hidden = false;       // not visible (display:none, zero size, ...)
  int form = -1;             // index of the enclosing form, or -1
  Span span;                 // start tag .. end tag
  Span href_span;            // the attribute's value in the source
};

struct FormField {
  std::string type;  // "text" | "password" | "email" | "tel" | "hidden" | "submit" | "textarea" | "select" | ...
  std::string name;
  std::string label;  // placeholder, aria-label or value
};
struct Form {
  std::string action;
  std::string method;
  std::vector<FormField> fields;
  Span span;
};

struct Picture {
  std::string source;  // src as written
  std::string alt;
  int width = -1;  // as declared in attributes or inline style, CSS px; -1 unknown
  int height = -1;
  bool hidden = false;
  Span span;
};

enum class HiddenReason {
  display_none,      // display: none, or content of <template>
  visibility,        // visibility: hidden
  zero_size,         // a box of 0 or 1 px with overflow: hidden, or scaled to nothing
  tiny_font,         // a font of 0 to 2 px
  same_colour,       // letters that cannot be told from the ground
  transparent,       // letters of no colour, or opacity: 0
  off_screen,        // moved out of sight
  hidden_attribute,  // the hidden attribute
  clipped            // clip or clip-path that leaves nothing
};
// A run of text that is hidden in one way, lines parted as in Text. Blanks alone are not reported.
struct HiddenText {
  HiddenReason reason = HiddenReason::display_none;
  std::string text;
  Span span;
};

// Visible text as the reader sees it: blocks separated by '\n', white space collapsed; scripts, styles,
// titles and hidden text left out. origin[i] is the source offset of text[i]; origin.size() == text.size()+1.
struct Text {
  std::string text;
  std::vector<std::uint32_t> origin;
};

struct Document {
  Text visible;
  std::vector<HiddenText> hidden;
  std::vector<Link> links;
  std::vector<Form> forms;
  std::vector<Picture> pictures;
  std::string title;
  std::string base;      // <base href>, first one
  std::string language;  // html lang
  std::size_t scripts = 0;
  std::vector<std::string> limits_hit;  // "html_links", "html_attributes", ...
};

Document read_document(std::string_view utf8);

}  // namespace mekiki::html
