#include "html/document.h"

#include "html/reader.h"

namespace mekiki::html {

Document read_document(std::string_view utf8) {
  StyleSheet sheet;
  Reader reader(utf8, sheet);
  Document document = reader.read();
  if (!reader.style_came_late()) return document;
  // Rules hold for what stands before them too.
  StyleSheet again = sheet;
  return Reader(utf8, again).read();
}

}  // namespace mekiki::html
