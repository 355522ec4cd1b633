// Start tags, HTML standard sections 13.2.6.4 and 13.2.6.5.
#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "html/reader.h"

namespace mekiki::html {
namespace {

bool has(Tag tag, std::uint16_t trait) { return (traits_of(tag) & trait) != 0; }

// Elements whose text is read in another way and not shown; <noscript> is not among them, since mail runs no scripts.
std::optional<Content> raw_content(Tag tag) {
  switch (tag) {
    case Tag::title:
      return Content::rcdata;
    case Tag::style:
    case Tag::iframe:
    case Tag::noembed:
    case Tag::noframes:
      return Content::rawtext;
    case Tag::script:
      return Content::script_data;
    default:
      return std::nullopt;
  }
}

// The same, but shown.
std::optional<Content> shown_raw_content(Tag tag) {
  switch (tag) {
    case Tag::textarea:
      return Content::rcdata;
    case Tag::xmp:
      return Content::rawtext;
    case Tag::plaintext:
      return Content::plaintext;
    default:
      return std::nullopt;
  }
}

// Section 13.2.6.5, HTML and MathML text integration points.
bool is_integration_point(Tag tag, const Token& token, bool in_math) {
  switch (tag) {
    case Tag::foreignobject:
    case Tag::desc:
    case Tag::title:
      return !in_math;
    case Tag::mi:
    case Tag::mo:
    case Tag::mn:
    case Tag::ms:
    case Tag::mtext:
      return in_math;
    default:
      break;
  }
  if (!in_math || token.text != "annotation-xml") return false;
  const std::string_view encoding = value_of(token, "encoding");
  return ascii_iequals(encoding, "text/html") || ascii_iequals(encoding, "application/xhtml+xml");
}

bool breaks_out(Tag tag, const Token& token) {
  if (tag == Tag::font) {
    return token.attribute("color") != nullptr || token.attribute("face") != nullptr ||
           token.attribute("size") != nullptr;
  }
  return has(tag, Traits::breaks_out);
}

}  // namespace

void Reader::start_tag(const Token& token) {
  const Tag tag = names_.tag(token.text);
  if (!in_foreign()) {
    html_start(tag, token);
  } else if (breaks_out(tag, token)) {
    close_above(std::max(open_.top().html, open_.top().scope), token.span.start);
    html_start(tag, token);
  } else {
    foreign_start(tag, token);
  }
}

// The addresses in a style attribute.
class Reader::AttributeUrls final : public UrlSink {
 public:
  AttributeUrls(Reader& reader, const Token& token) : reader_(reader), token_(token) {}

  void url(std::string_view url, Span span) override {
    const Attribute* const style = token_.attribute("style");
    reader_.style_link(url, reader_.span_within(*style, style->value.substr(span.start, span.size())));
  }

 private:
  Reader& reader_;
  const Token& token_;
};

OpenElement Reader::make(Tag tag, const Token& token) {
  OpenElement element;
  element.tag = tag;
  AttributeUrls urls(*this, token);
  element.own = own_style(tag, token, sheet_, urls);
  if (element.own.display == OwnStyle::Display::unset && has(tag, Traits::block)) {
    element.own.display = OwnStyle::Display::block;
  }
  const bool table_content = has(tag, Traits::table_part);
  element.style = inherit(parent_style(table_content), element.own);
  element.silent = open_.top().silent;
  element.link = current_link();
  return element;
}

void Reader::html_start(Tag tag, const Token& token) {
  if (tag == Tag::html || tag == Tag::body) {
    root_start(tag, token);
    return;
  }
  if (has(tag, Traits::table_part) && open_.innermost_table() == 0) return;
  if (head_start(tag, token)) return;
  implied_ends(tag, token.span.start);
  if (tag == Tag::form && forms_.current() >= 0 && open_.last(Tag::template_) == 0) return;
  OpenElement element = make(tag, token);
  element_break(element, token.span.start);
  if (has(tag, Traits::cell)) cell_break(token.span.start);
  if (has(tag, Traits::voids) || tag == Tag::image) {
    void_links(tag, token, element);
    return;
  }
  if (const auto content = raw_content(tag)) {
    if (tag == Tag::iframe) attribute_link(LinkKind::frame, token, "src", element);
    start_raw(tag, *content, token);
    return;
  }
  const bool keeps = content_start(tag, token, element);
  if (keeps) push(element);
  if (const auto content = shown_raw_content(tag)) tokenizer_.set_content(*content, token.text);
}

// Elements of the head, wherever they stand. False if it is none of them.
bool Reader::head_start(Tag tag, const Token& token) {
  switch (tag) {
    case Tag::head:
    case Tag::frameset:
      return true;
    case Tag::base: {
      const Attribute* const href = token.attribute("href");
      if (href != nullptr && document_.base.empty()) document_.base = cut_on_character(href->value, limits::url_bytes);
      return true;
    }
    case Tag::meta:
      refresh(token);
      return true;
    case Tag::link:
      link_element(token);
      return true;
    case Tag::title:
    case Tag::style:
    case Tag::noframes:
    case Tag::script:
      if (tag == Tag::script) ++document_.scripts;
      start_raw(tag, *raw_content(tag), token);
      return true;
    default:
      return false;
  }
}

// <html> and <body>: the first of each counts, wherever it stands (section 13.2.6.4.7).
void Reader::root_start(Tag tag, const Token& token) {
  bool& seen = tag == Tag::html ? html_seen_ : body_seen_;
  if (seen) return;
  seen = true;
  if (tag == Tag::html) {
    document_.language = value_of(token, "lang");
    if (document_.language.empty()) document_.language = value_of(token, "xml:lang");
  }
  const OpenElement element = make(tag, token);
  attribute_link(LinkKind::image, token, "background", element);
  open_.root().style = inherit(open_.root().style, element.own);
  restyle();
}

// What an element brings besides its content. False if it is not to be opened.
bool Reader::content_start(Tag tag, const Token& token, OpenElement& element) {
  switch (tag) {
    case Tag::a:
      anchor(token, element, "href");
      break;
    case Tag::button:
      button(token, element);
      break;
    case Tag::form:
      form(token, element);
      break;
    case Tag::textarea:
      forms_.textarea(token);
      break;
    case Tag::select:
      forms_.select(token);
      break;
    case Tag::svg:
    case Tag::math:
      element.foreign = true;
      element.math = tag == Tag::math;
      return !token.self_closing;
    case Tag::template_:
      element.own.hidden = HiddenReason::display_none;
      element.style = inherit(element.style, element.own);
      break;
    case Tag::datalist:
    case Tag::rp:
      element.silent = true;
      break;
    case Tag::video:
    case Tag::audio:
    case Tag::object:
    case Tag::applet:
      sources(token, element);
      break;
    default:
      if (tag == Tag::table || has(tag, Traits::table_part)) {
        attribute_link(LinkKind::image, token, "background", element);
      }
  }
  return true;
}

void Reader::foreign_start(Tag tag, const Token& token) {
  OpenElement element = make(tag, token);
  element.foreign = true;
  const bool in_math = open_.top().math;
  element.math = in_math;
  element.integration = is_integration_point(tag, token, in_math);
  if (tag == Tag::a || (in_math && token.attribute("href") != nullptr)) {
    anchor(token, element, token.attribute("href") != nullptr ? "href" : "xlink:href");
  } else if (tag == Tag::image) {
    picture(token, element, token.attribute("href") != nullptr ? "href" : "xlink:href");
  } else if (tag == Tag::use) {
    attribute_link(LinkKind::image, token, token.attribute("href") != nullptr ? "href" : "xlink:href", element);
  } else if (tag == Tag::script) {
    ++document_.scripts;
  }
  if (tag == Tag::script || tag == Tag::style || tag == Tag::title || tag == Tag::desc || tag == Tag::metadata ||
      tag == Tag::defs || tag == Tag::symbol) {
    element.silent = true;
  }
  const bool opened = !token.self_closing && push(element);
  if (!opened && element.owns_link && loose_link_ != element.link) links_.close(element.link, token.span.end);
}

void Reader::close_if(std::size_t index, Keep keep, std::size_t offset) {
  if (index != 0) close(index, keep, offset);
}

void Reader::implied_ends(Tag tag, std::size_t offset) {
  if (has(tag, Traits::closes_p)) close_if(open_.last_in_button_scope(Tag::p), Keep::formatting, offset);
  switch (tag) {
    case Tag::a:
      close_loose_link(offset);
      close_if(open_.last_in_scope(Tag::a), Keep::adopted, offset);
      break;
    case Tag::nobr:
      close_if(open_.last_in_scope(Tag::nobr), Keep::adopted, offset);
      break;
    case Tag::button:
      close_if(open_.last_in_scope(Tag::button), Keep::formatting, offset);
      break;
    case Tag::li:
      close_if(open_.last_in_list_scope(Tag::li), Keep::formatting, offset);
      break;
    case Tag::dd:
    case Tag::dt:
      close_if(std::max(open_.last_in_scope(Tag::dd), open_.last_in_scope(Tag::dt)), Keep::formatting, offset);
      break;
    case Tag::optgroup:
      if (open_.top().tag == Tag::option) close(open_.size() - 1, Keep::none, offset);
      if (open_.top().tag == Tag::optgroup) close(open_.size() - 1, Keep::none, offset);
      break;
    case Tag::option:
      if (open_.top().tag == Tag::option) close(open_.size() - 1, Keep::none, offset);
      break;
    case Tag::select:
      close_if(open_.last_in_scope(Tag::select), Keep::none, offset);
      break;
    default:
      if (has(tag, Traits::heading) && has(open_.top().tag, Traits::heading)) {
        close(open_.size() - 1, Keep::none, offset);
      }
      implied_table_ends(tag, offset);
  }
}

// Section 13.2.6.4.9 to 13.2.6.4.15: a part of a table ends those of its own rank and below.
void Reader::implied_table_ends(Tag tag, std::size_t offset) {
  const auto end = [&](Tag part) { close_if(open_.last_in_table_scope(part), Keep::none, offset); };
  switch (tag) {
    case Tag::caption:
    case Tag::colgroup:
    case Tag::tbody:
    case Tag::thead:
    case Tag::tfoot:
      end(Tag::tbody);
      end(Tag::thead);
      end(Tag::tfoot);
      [[fallthrough]];
    case Tag::tr:
      end(Tag::tr);
      [[fallthrough]];
    case Tag::td:
    case Tag::th:
      end(Tag::td);
      end(Tag::th);
      end(Tag::caption);
      close_above(open_.innermost_table_context(), offset);
      break;
    case Tag::table: {
      // A table directly in a table ends it.
      const Tag top = open_.top().tag;
      if (top == Tag::table || top == Tag::tbody || top == Tag::thead || top == Tag::tfoot || top == Tag::tr) {
        close_if(open_.last(Tag::table), Keep::none, offset);
      }
      break;
    }
    default:
      break;
  }
}

}  // namespace mekiki::html
