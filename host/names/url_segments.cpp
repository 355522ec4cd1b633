#include "names/url_segments.h"

#include "names/ascii.h"

namespace mekiki::names {

bool is_windows_drive_letter(std::string_view text) {
  return text.size() == 2 && ascii::is_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

bool starts_with_windows_drive_letter(std::string_view text) {
  if (!is_windows_drive_letter(text.substr(0, 2))) return false;
  return text.size() == 2 || std::string_view("/\\?#").find(text[2]) != std::string_view::npos;
}

bool is_drive_letter_path(std::string_view path) {
  return path.size() == 3 && path[0] == '/' && ascii::is_alpha(path[1]) && path[2] == ':';
}

std::size_t dots_of(std::string_view segment) {
  std::size_t dots = 0;
  while (!segment.empty()) {
    if (segment[0] == '.') {
      segment.remove_prefix(1);
    } else if (segment.size() >= 3 && segment[0] == '%' && segment[1] == '2' && ascii::to_lower(segment[2]) == 'e') {
      segment.remove_prefix(3);
    } else {
      return 0;
    }
    ++dots;
  }
  return dots;
}

}  // namespace mekiki::names
