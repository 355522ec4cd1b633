#include "files/calendar.h"

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::files {
namespace {

// RFC 5545 section 3.1: a line that begins with a blank goes on with the one before.
std::string unfolded(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::size_t end = bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n' ? i + 1 : i;
    const bool folds =
        bytes[end] == '\n' && end + 1 < bytes.size() && (bytes[end + 1] == ' ' || bytes[end + 1] == '\t');
    if (folds) {
      i = end + 1;
    } else if (bytes[i] != '\r') {
      out += bytes[i];
    }
  }
  return out;
}

// Section 3.3.11.
std::string unescaped(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    char c = value[i];
    if (c == '\\' && i + 1 < value.size()) {
      c = value[++i];
      if (c == 'n' || c == 'N') c = '\n';
    }
    out += c;
  }
  return out;
}

// Where the value begins: behind the first colon that is not in quotes.
std::size_t value_start(std::string_view line) {
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (line[i] == ':' && !quoted) return i + 1;
  }
  return line.size();
}

}  // namespace

Opened open_calendar(std::string_view bytes) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"description", "summary", "location", "url", "comment", "attach", "conference", "x-alt-desc", "contact"});
  Opened opened;
  const std::string text = unfolded(to_valid_utf8(bytes.substr(0, limits::note_bytes)));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    const std::string name = ascii_lower(line.substr(0, line.find_first_of(":;")));
    const std::string_view value = trim_ascii(line.substr(value_start(line)));
    if (name == "begin" && ascii_iequals(value, "VEVENT")) opened.invitation = true;
    if (name == "organizer" && opened.organizer.empty()) {
      const bool mail = ascii_iequals(value.substr(0, 7), "mailto:");
      opened.organizer = value.substr(mail ? 7 : 0, limits::address_bytes);
    }
    if (std::find(words.begin(), words.end(), name) != words.end() && opened.note.size() < limits::note_bytes)
      opened.note += unescaped(value) + "\n";
  }
  return opened;
}

}  // namespace mekiki::files
