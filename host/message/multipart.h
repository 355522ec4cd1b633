// Where the parts of a multipart body lie (RFC 2046 section 5.1), on the bytes themselves.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace mekiki::message {

// The lines of a text that start with "--", found in one pass: each level of nesting looks only at those.
class DashLines {
 public:
  explicit DashLines(std::string_view text);

  // The body parts between the delimiters of `boundary` inside `content`, header included. As Thunderbird does, parts
  // after the closing delimiter count too. Empty if the boundary does not occur. At most `at_most` parts.
  [[nodiscard]] std::vector<Span> split(Span content, std::string_view boundary, std::size_t at_most) const;

  // A boundary for a body whose own is missing or wrong: the first such line with a header field after it; "" if none.
  [[nodiscard]] std::string_view guess_boundary(Span content) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

}  // namespace mekiki::message
