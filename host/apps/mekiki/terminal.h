// Text for a terminal: columns of East-Asian width, wrapping, colours, and nothing of a mail's own control characters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mekiki::apps {

// How the output may look.
struct Terminal {
  std::size_t columns = 80;
  bool colours = false;
};

// Of standard output: colours only on a terminal and without NO_COLOR (no-color.org); never wider than 100 columns.
Terminal terminal_of_stdout();
bool stderr_is_terminal();

enum class Style { plain, bold, dim, danger, warning, good, underline };
std::string styled(const Terminal& terminal, Style style, std::string_view text);

// Control characters (C0, C1, DEL), bidirectional and other invisible format characters, line and paragraph
// separators become U+FFFD or, for white space, a space: text of a mail can neither steer a terminal nor
// turn the order of our own words. Invalid UTF-8 becomes U+FFFD.
std::string harmless(std::string_view text);

// Columns it takes (UAX #11: wide and full-width two, combining marks none).
std::size_t columns_of(std::string_view utf8);

// Lines of at most `columns`, broken where UAX #14 allows; an unbreakable run longer than a line is cut. '\n' breaks.
std::vector<std::string> wrapped(std::string_view utf8, std::size_t columns);

// `first` before the first line, as many spaces before the others.
std::string paragraph(std::string_view utf8, const Terminal& terminal, std::string_view first,
                      Style style = Style::plain);

// Filled up with spaces to that many columns.
std::string padded(std::string_view utf8, std::size_t columns);

}  // namespace mekiki::apps
