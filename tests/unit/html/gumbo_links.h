// The links that gumbo's tree of a document has: an oracle that shares no line with the reader.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::html {

struct OracleLink {
  std::size_t offset = 0;  // of the start tag
  std::string href;

  auto operator<=>(const OracleLink&) const = default;
};

// Those of <a>, <area>, <form>, <img>, <frame> and <iframe> that are not empty; each start tag once.
#ifdef MEKIKI_HAS_GUMBO
std::vector<OracleLink> gumbo_links(std::string_view html);
#endif
// The same of the document that the reader made.
std::vector<OracleLink> own_links(std::string_view html);

}  // namespace mekiki::html
