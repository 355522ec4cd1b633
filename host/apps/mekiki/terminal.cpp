#include "apps/mekiki/terminal.h"

#include <sys/ioctl.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "base/utf8.h"

namespace mekiki::apps {
namespace {

constexpr std::size_t widest = 100;
constexpr std::size_t narrowest = 40;

std::string_view escape_of(Style style) {
  switch (style) {
    case Style::bold:
      return "\x1b[1m";
    case Style::dim:
      return "\x1b[2m";
    case Style::danger:
      return "\x1b[1;31m";
    case Style::warning:
      return "\x1b[1;33m";
    case Style::good:
      return "\x1b[32m";
    case Style::underline:
      return "\x1b[4m";
    case Style::plain:
      break;
  }
  return "";
}

std::size_t columns_of_character(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  const auto type = u_charType(code);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool is_harmful(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_SURROGATE || type == U_PRIVATE_USE_CHAR ||
         type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR || type == U_UNASSIGNED;
}

struct CloseBreaks {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

// UAX #14 breaks web addresses and paths after each slash; they are read better whole.
bool inside_ascii_word(std::string_view utf8, std::size_t at) {
  const auto is_visible = [](char c) { return c > ' ' && c < '\x7f'; };
  return at > 0 && at < utf8.size() && is_visible(utf8[at - 1]) && is_visible(utf8[at]) && utf8[at - 1] != '-';
}

// Byte offsets where a line may be broken, ending with the length.
std::vector<std::size_t> break_opportunities(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, CloseText> text(
      utext_openUTF8(nullptr, utf8.data(), static_cast<int64_t>(utf8.size()), &status));
  const std::unique_ptr<UBreakIterator, CloseBreaks> iterator(ubrk_open(UBRK_LINE, "ja", nullptr, 0, &status));
  std::vector<std::size_t> breaks;
  if (U_SUCCESS(status)) ubrk_setUText(iterator.get(), text.get(), &status);
  if (U_SUCCESS(status)) {
    for (int32_t at = ubrk_next(iterator.get()); at != UBRK_DONE; at = ubrk_next(iterator.get())) {
      if (!inside_ascii_word(utf8, static_cast<std::size_t>(at))) breaks.push_back(static_cast<std::size_t>(at));
    }
  }
  if (breaks.empty() || breaks.back() != utf8.size()) breaks.push_back(utf8.size());
  return breaks;
}

std::string_view without_trailing_space(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Appends `piece`, which fits on no line, cut into as many lines as it needs.
void append_cut(std::vector<std::string>& lines, std::string& line, std::string_view piece, std::size_t columns) {
  std::size_t used = columns_of(line);
  std::size_t at = 0;
  while (at < piece.size()) {
    const std::size_t start = at;
    const std::size_t width = columns_of_character(next_code_point(piece, at));
    if (used + width > columns && used > 0) {
      lines.push_back(std::move(line));
      line.clear();
      used = 0;
    }
    line += piece.substr(start, at - start);
    used += width;
  }
}

void wrap_line(std::vector<std::string>& lines, std::string_view text, std::size_t columns) {
  std::string line;
  std::size_t used = 0;
  std::size_t from = 0;
  for (const std::size_t to : break_opportunities(text)) {
    const std::string_view piece = text.substr(from, to - from);
    from = to;
    const std::size_t needed = columns_of(without_trailing_space(piece));
    if (used > 0 && used + needed > columns) {
      lines.emplace_back(without_trailing_space(line));
      line.clear();
    }
    if (needed > columns) {
      append_cut(lines, line, piece, columns);
    } else {
      line += piece;
    }
    used = columns_of(line);
  }
  lines.emplace_back(without_trailing_space(line));
}

}  // namespace

Terminal terminal_of_stdout() {
  Terminal terminal;
  if (isatty(STDOUT_FILENO) == 0) return terminal;
  const char* no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  const char* kind = std::getenv("TERM");          // NOLINT(concurrency-mt-unsafe)
  const bool dumb = kind != nullptr && std::string_view(kind) == "dumb";
  terminal.colours = (no_color == nullptr || *no_color == '\0') && !dumb;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    terminal.columns = std::clamp<std::size_t>(size.ws_col, narrowest, widest);
  }
  return terminal;
}

bool stderr_is_terminal() { return isatty(STDERR_FILENO) != 0; }

std::string styled(const Terminal& terminal, Style style, std::string_view text) {
  const std::string_view escape = escape_of(style);
  if (!terminal.colours || escape.empty() || text.empty()) return std::string(text);
  std::string out(escape);
  out += text;
  out += "\x1b[0m";
  return out;
}

std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const char32_t c = next_code_point(text, at);
    if (c == U'\t' || c == U'\n' || c == U'\r' || c == U'\v' || c == U'\f' || c == 0x85 || c == 0x2028 || c == 0x2029) {
      out += ' ';
    } else if (c == 0x200D) {
      continue;  // joins emoji; without it they stand side by side
    } else if (is_harmful(c)) {
      append_utf8(out, 0xFFFD);
    } else {
      append_utf8(out, c);
    }
  }
  return out;
}

std::size_t columns_of(std::string_view utf8) {
  std::size_t columns = 0;
  std::size_t at = 0;
  while (at < utf8.size()) columns += columns_of_character(next_code_point(utf8, at));
  return columns;
}

std::vector<std::string> wrapped(std::string_view utf8, std::size_t columns) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  while (true) {
    const std::size_t to = utf8.find('\n', from);
    wrap_line(lines, utf8.substr(from, to == std::string_view::npos ? to : to - from),
              std::max<std::size_t>(columns, 8));
    if (to == std::string_view::npos) return lines;
    from = to + 1;
  }
}

std::string paragraph(std::string_view utf8, const Terminal& terminal, std::string_view first, Style style) {
  const std::size_t indent = columns_of(first);
  std::string out(first);
  bool later = false;
  for (const std::string& line : wrapped(utf8, terminal.columns > indent ? terminal.columns - indent : 1)) {
    if (later) out.append(indent, ' ');
    later = true;
    out += styled(terminal, style, line);
    out += '\n';
  }
  return out;
}

std::string padded(std::string_view utf8, std::size_t columns) {
  std::string out(utf8);
  const std::size_t used = columns_of(utf8);
  if (used < columns) out.append(columns - used, ' ');
  return out;
}

}  // namespace mekiki::apps
