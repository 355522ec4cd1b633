// Collects the links of a document; a link that has content is open until its element ends.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"
#include "html/text_flow.h"

namespace mekiki::html {

struct LinkStart {
  LinkKind kind = LinkKind::other;
  std::string_view href = {};
  Span href_span = {};
  std::string_view text = {};  // of a link without content
  std::string_view title = {};
  bool hidden = false;
  int form = -1;
  Span span;  // of the start tag
};

class Links {
 public:
  explicit Links(Document& document) : document_(document) {}

  // A link without content.
  void add(const LinkStart& start);
  // A handle for the calls below; -1 if there are too many links, which those calls bear.
  int open(const LinkStart& start);
  void text(int handle, std::string_view text, Span source, bool verbatim, bool hidden);
  void space(int handle);
  void picture(int handle, std::string_view alt, bool hidden);
  void close(int handle, std::size_t end);

 private:
  struct Open {
    std::size_t index = 0;
    TextFlow visible{TextFlow::Origins::drop, TextFlow::Breaks::as_spaces};
    TextFlow hidden{TextFlow::Origins::drop, TextFlow::Breaks::as_spaces};
    std::string alts;
    bool shows_picture = false;
  };

  Link* append(const LinkStart& start);

  Document& document_;
  std::vector<Open> open_;
  std::vector<int> free_;
};

// Notes a limit of limits.h once.
void note_limit(Document& document, std::string_view name);

}  // namespace mekiki::html
