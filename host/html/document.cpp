#include "html/document.h"

#include "html/reader.h"

namespace mekiki::html {

Document read_document(std::string_view utf8) {
  StyleSheet sheet;
  Reader first(utf8, sheet, Reader::Rules::to_be_read);
  Document document = first.read();
  // Rules hold for what stands before them too.
  if (!first.style_came_late() || sheet.empty()) return document;
  return Reader(utf8, sheet, Reader::Rules::given).read();
}

}  // namespace mekiki::html
