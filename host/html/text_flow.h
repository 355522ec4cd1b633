// Text as it is laid out: white space collapsed, line breaks where blocks begin and end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace mekiki::html {

class TextFlow {
 public:
  enum class Origins : bool { drop, keep };
  enum class Breaks : bool { as_spaces, as_lines };

  TextFlow(Origins origins, Breaks breaks)
      : keeps_origins_(origins == Origins::keep), lines_(breaks == Breaks::as_lines) {}

  // `source`: where the text stands. `verbatim`: every byte stands for itself there.
  void add(std::string_view text, Span source, bool verbatim);
  // As above, line feeds kept as line breaks.
  void add_preformatted(std::string_view text, Span source, bool verbatim);
  void space(std::size_t offset) { pend(Pending::space, offset); }
  void line_break(std::size_t offset) { pend(lines_ ? Pending::line : Pending::space, offset); }

  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] const std::string& text() const { return text_; }
  // Both end the flow.
  std::string take_text();
  std::vector<std::uint32_t> take_origins();
  void clear();

 private:
  enum class Pending : std::uint8_t { none, space, line };

  void pend(Pending pending, std::size_t offset);
  void settle();
  void word(std::string_view word, Span source, bool verbatim);

  std::string text_;
  std::vector<std::uint32_t> origins_;
  std::size_t pending_from_ = 0;
  std::size_t end_ = 0;  // in the source, of the last word
  Pending pending_ = Pending::none;
  bool keeps_origins_;
  bool lines_;
};

}  // namespace mekiki::html
