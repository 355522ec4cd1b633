// What leads somewhere: links, frames, forms, pictures, media, refreshes.
#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "html/characters.h"
#include "html/reader.h"

namespace mekiki::html {
namespace {

// HTML standard, section 2.3.4.4 (dimension values); -1 for percentages and what is no number.
int dimension(std::string_view text) {
  text = trim_ascii(text);
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value < 0) return -1;
  return end != text.data() + text.size() && *end == '%' ? -1 : value;
}

std::size_t skip_white_space(std::string_view text, std::size_t position) {
  while (position < text.size() && is_white_space(text[position])) ++position;
  return position;
}

// HTML standard, section 4.2.5.3 (shared declarative refresh steps): the URL in a refresh's content, as a part of it.
std::string_view refresh_url(std::string_view content) {
  std::size_t at = skip_white_space(content, 0);
  const std::size_t time = at;
  while (at < content.size() && (is_ascii_digit(content[at]) || content[at] == '.')) ++at;
  if (at == time) return {};
  if (at < content.size() && content[at] != ';' && content[at] != ',' && !is_white_space(content[at])) return {};
  at = skip_white_space(content, at);
  if (at < content.size() && (content[at] == ';' || content[at] == ',')) at = skip_white_space(content, at + 1);
  std::string_view url = content.substr(at);
  if (ascii_iequals(url.substr(0, 3), "url")) {
    const std::size_t equals = skip_white_space(url, 3);
    if (equals < url.size() && url[equals] == '=') url = url.substr(skip_white_space(url, equals + 1));
  }
  if (!url.empty() && (url.front() == '"' || url.front() == '\'')) {
    const char quote = url.front();
    url.remove_prefix(1);
    url = url.substr(0, url.find(quote));
  }
  return url;
}

}  // namespace

// Precondition: `part` is a part of the value. Exact if the value stands in the source as it is; otherwise all of it.
Span Reader::span_within(const Attribute& attribute, std::string_view part) const {
  if (attribute.value.data() != source_.data() + attribute.value_span.start) return attribute.value_span;
  const std::size_t start = attribute.value_span.start + static_cast<std::size_t>(part.data() - attribute.value.data());
  return {start, start + part.size()};
}

void Reader::attribute_link(LinkKind kind, const Token& token, std::string_view attribute, const OpenElement& element,
                            std::string_view text) {
  const Attribute* const found = token.attribute(attribute);
  if (found == nullptr) return;
  links_.add({.kind = kind,
              .href = found->value,
              .href_span = found->value_span,
              .text = text,
              .title = value_of(token, "title"),
              .hidden = element.style.box_hidden().has_value(),
              .form = forms_.current(),
              .span = token.span});
}

void Reader::style_link(std::string_view url, Span span) {
  links_.add({.kind = LinkKind::style, .href = url, .href_span = span, .form = -1, .span = span});
}

void Reader::anchor(const Token& token, OpenElement& element, std::string_view attribute) {
  const Attribute* const href = token.attribute(attribute);
  if (href == nullptr) return;
  element.owns_link = true;
  element.link = links_.open({.kind = LinkKind::anchor,
                              .href = href->value,
                              .href_span = href->value_span,
                              .title = value_of(token, "title"),
                              .hidden = element.style.box_hidden().has_value(),
                              .form = forms_.current(),
                              .span = token.span});
}

void Reader::button(const Token& token, OpenElement& element) {
  forms_.button_start(token);
  button_label_.clear();
  element.owns_button = true;
  const Attribute* const action = token.attribute("formaction");
  if (action == nullptr) return;
  element.owns_link = true;
  element.link = links_.open({.kind = LinkKind::button,
                              .href = action->value,
                              .href_span = action->value_span,
                              .title = value_of(token, "title"),
                              .hidden = element.style.box_hidden().has_value(),
                              .form = forms_.current(),
                              .span = token.span});
}

void Reader::form(const Token& token, const OpenElement& element) {
  forms_.start(token);
  attribute_link(LinkKind::form, token, "action", element);
}

void Reader::void_links(Tag tag, const Token& token, const OpenElement& element) {
  switch (tag) {
    case Tag::img:
    case Tag::image:
      picture(token, element, "src");
      source_set(token, element);
      break;
    case Tag::area:
      attribute_link(LinkKind::area, token, "href", element, value_of(token, "alt"));
      break;
    case Tag::input:
      input(token, element);
      break;
    case Tag::frame:
      attribute_link(LinkKind::frame, token, "src", element);
      break;
    case Tag::source:
      sources(token, element);
      source_set(token, element);
      break;
    case Tag::embed:
    case Tag::track:
    case Tag::bgsound:
      sources(token, element);
      break;
    default:
      break;
  }
}

void Reader::input(const Token& token, const OpenElement& element) {
  forms_.input(token);
  const std::string_view type = value_of(token, "type");
  const bool is_picture = ascii_iequals(type, "image");
  if (is_picture) {
    attribute_link(LinkKind::image, token, "src", element, value_of(token, "alt"));
  }
  if (is_picture || ascii_iequals(type, "submit")) {
    attribute_link(LinkKind::button, token, "formaction", element, value_of(token, is_picture ? "alt" : "value"));
  }
}

void Reader::picture(const Token& token, const OpenElement& element, std::string_view attribute) {
  const std::string_view alt = value_of(token, "alt");
  const bool hidden = element.style.box_hidden().has_value();
  content_seen_ = true;
  links_.picture(element.link, alt, hidden);
  attribute_link(LinkKind::image, token, attribute, element, alt);
  if (document_.pictures.size() >= limits::html_pictures) {
    note_limit(document_, "html_pictures");
    return;
  }
  Picture& picture = document_.pictures.emplace_back();
  picture.source = value_of(token, attribute);
  picture.alt = alt;
  picture.width = element.own.width >= 0 ? element.own.width : dimension(value_of(token, "width"));
  picture.height = element.own.height >= 0 ? element.own.height : dimension(value_of(token, "height"));
  picture.hidden = hidden;
  picture.span = token.span;
}

// HTML standard, section 4.8.4.3.10 (srcset), without the descriptors.
void Reader::source_set(const Token& token, const OpenElement& element) {
  const Attribute* const set = token.attribute("srcset");
  if (set == nullptr) return;
  const std::string_view text = set->value;
  const auto is_gap = [](char c) { return is_white_space(c) || c == ','; };
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_gap(text[at])) ++at;
    const std::size_t start = at;
    while (at < text.size() && !is_white_space(text[at])) ++at;
    std::string_view url = text.substr(start, at - start);
    const bool alone = url.ends_with(',');
    while (url.ends_with(',')) url.remove_suffix(1);
    if (!url.empty()) {
      links_.add({.kind = LinkKind::image,
                  .href = url,
                  .href_span = span_within(*set, url),
                  .hidden = element.style.box_hidden().has_value(),
                  .form = forms_.current(),
                  .span = token.span});
    }
    if (!alone) at = std::min(text.find(',', at), text.size());
  }
}

void Reader::sources(const Token& token, const OpenElement& element) {
  for (const std::string_view name : {"src", "data", "code", "poster"}) {
    attribute_link(name == "poster" ? LinkKind::image : LinkKind::media, token, name, element);
  }
}

void Reader::refresh(const Token& token) {
  const Attribute* const content = token.attribute("content");
  if (content == nullptr || !ascii_iequals(value_of(token, "http-equiv"), "refresh")) return;
  const std::string_view url = refresh_url(content->value);
  if (url.empty()) return;
  links_.add({.kind = LinkKind::refresh, .href = url, .href_span = span_within(*content, url), .span = token.span});
}

void Reader::link_element(const Token& token) {
  const Attribute* const href = token.attribute("href");
  if (href == nullptr) return;
  const bool is_sheet = ascii_lower(value_of(token, "rel")).find("stylesheet") != std::string::npos;
  links_.add({.kind = is_sheet ? LinkKind::style : LinkKind::other,
              .href = href->value,
              .href_span = href->value_span,
              .title = value_of(token, "title"),
              .span = token.span});
}

}  // namespace mekiki::html
