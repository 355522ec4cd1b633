// The rules of <style> elements, as far as they decide what is seen: selectors of one compound (tag, classes, id).
#pragma once

#include <functional>
#include <string_view>

#include "base/span.h"
#include "html/elements.h"
#include "html/style.h"
#include "html/tokenizer.h"

namespace mekiki::html {

// Told of every url() and @import; the span indexes the text that was read.
using UrlSink = std::function<void(std::string_view url, Span span)>;

class StyleSheet {
 public:
  void add(std::string_view css, const UrlSink& sink) {
    static_cast<void>(css);
    static_cast<void>(sink);
  }
};

OwnStyle own_style(Tag tag, const Token& token, const StyleSheet& sheet, const UrlSink& sink);

}  // namespace mekiki::html
