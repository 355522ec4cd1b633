// What the URL standard knows about path segments.
#pragma once

#include <cstddef>
#include <string_view>

namespace mekiki::names {

// "C:" or "C|". https://url.spec.whatwg.org/#windows-drive-letter
bool is_windows_drive_letter(std::string_view text);
// https://url.spec.whatwg.org/#start-with-a-windows-drive-letter
bool starts_with_windows_drive_letter(std::string_view text);
// "/C:": a path of one segment that is a normalised drive letter.
bool is_drive_letter_path(std::string_view path);

// 1 for "." and 2 for "..", a dot also written "%2e"; 0 for a segment with anything else in it.
// https://url.spec.whatwg.org/#single-dot-path-segment
std::size_t dots_of(std::string_view segment);

}  // namespace mekiki::names
