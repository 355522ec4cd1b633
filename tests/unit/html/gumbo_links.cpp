#include "gumbo_links.h"

#ifdef MEKIKI_HAS_GUMBO
#include <gumbo.h>
#endif

#include <set>

#include "html/document.h"

namespace mekiki::html {

#ifdef MEKIKI_HAS_GUMBO
namespace {

// The attribute that leads somewhere, or nullptr.
const char* attribute_of(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_AREA:
      return "href";
    case GUMBO_TAG_FORM:
      return "action";
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_FRAME:
    case GUMBO_TAG_IFRAME:
      return "src";
    default:
      return nullptr;
  }
}

}  // namespace

std::vector<OracleLink> gumbo_links(std::string_view html) {
  GumboOutput* const output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
  std::set<OracleLink> found;
  std::vector<const GumboNode*> open = {output->root};
  while (!open.empty()) {
    const GumboNode* const node = open.back();
    open.pop_back();
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) continue;
    const GumboElement& element = node->v.element;
    const bool known = element.tag_namespace == GUMBO_NAMESPACE_HTML || element.tag == GUMBO_TAG_A;
    const char* const name = known ? attribute_of(element.tag) : nullptr;
    const GumboAttribute* const attribute = name == nullptr ? nullptr : gumbo_get_attribute(&element.attributes, name);
    // Clones of formatting elements have the start tag of the first.
    if (attribute != nullptr && attribute->value[0] != '\0' && element.original_tag.data != nullptr) {
      found.insert(
          {.offset = static_cast<std::size_t>(element.original_tag.data - html.data()), .href = attribute->value});
    }
    for (unsigned i = 0; i < element.children.length; ++i) {
      open.push_back(static_cast<const GumboNode*>(element.children.data[i]));
    }
  }
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return {found.begin(), found.end()};
}

#endif

std::vector<OracleLink> own_links(std::string_view html) {
  const Document document = read_document(html);
  std::set<OracleLink> found;
  for (const Link& link : document.links) {
    const bool wanted = link.kind == LinkKind::anchor || link.kind == LinkKind::area || link.kind == LinkKind::form ||
                        link.kind == LinkKind::frame;
    if (wanted && !link.href.empty()) found.insert({.offset = link.span.start, .href = link.href});
  }
  for (const Picture& picture : document.pictures) {
    if (!picture.source.empty()) found.insert({.offset = picture.span.start, .href = picture.source});
  }
  return {found.begin(), found.end()};
}

}  // namespace mekiki::html
