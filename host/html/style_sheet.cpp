#include "html/style_sheet.h"
namespace mekiki::html {
OwnStyle own_style(Tag, const Token&, const StyleSheet&, const UrlSink&) { return {}; }
}  // namespace mekiki::html
