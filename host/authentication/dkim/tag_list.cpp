#include "authentication/dkim/tag_list.h"

#include <algorithm>
#include <limits>

#include "base/limits.h"
#include "names/ascii.h"

namespace mekiki::authentication::dkim {
namespace {

// tag-name = ALPHA *ALNUMPUNC
bool legal_name(std::string_view name) {
  using names::ascii::is_alpha;
  using names::ascii::is_alphanumeric;
  return !name.empty() && is_alpha(name.front()) &&
         std::all_of(name.begin(), name.end(), [](char c) { return is_alphanumeric(c) || c == '_'; });
}

// Bytes above 0x7f are UTF-8 of RFC 8616, or somebody's free text.
bool legal_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return is_white(c) || (byte > 0x20 && byte != 0x7f);
  });
}

}  // namespace

std::string_view trim_white(std::string_view text) {
  while (!text.empty() && is_white(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
  return text;
}

std::string without_white(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return !is_white(c); });
  return out;
}

std::vector<std::string_view> split_list(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  while (true) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(trim_white(text.substr(start, end - start)));
    if (end == text.size()) return parts;
    start = end + 1;
  }
}

std::optional<std::uint64_t> read_number(std::string_view digits) {
  constexpr std::size_t longest = 76;  // RFC 6376 section 3.5, l=
  if (digits.empty() || digits.size() > longest) return std::nullopt;
  if (!std::all_of(digits.begin(), digits.end(), names::ascii::is_digit)) return std::nullopt;
  constexpr auto largest = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t number = 0;
  for (const char c : digits) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (number > (largest - digit) / 10) return largest;
    number = number * 10 + digit;
  }
  return number;
}

std::optional<TagList> TagList::parse(std::string_view text) {
  TagList list;
  std::size_t start = 0;
  while (true) {
    const std::size_t end = std::min(text.find(';', start), text.size());
    const std::string_view spec = text.substr(start, end - start);
    const bool last = end == text.size();
    if (trim_white(spec).empty()) {
      // Only the end of the list may be empty, and the list must have something.
      if (!last || list.tags_.empty()) return std::nullopt;
      return list;
    }
    const std::size_t equals = spec.find('=');
    if (equals == std::string_view::npos || list.tags_.size() >= limits::dkim_tags) return std::nullopt;
    const Tag tag{trim_white(spec.substr(0, equals)), trim_white(spec.substr(equals + 1)), {start + equals + 1, end}};
    if (!legal_name(tag.name) || !legal_value(tag.value) || list.find(tag.name)) return std::nullopt;
    list.tags_.push_back(tag);
    if (last) return list;
    start = end + 1;
  }
}

const Tag* TagList::find(std::string_view name) const {
  const auto found = std::find_if(tags_.begin(), tags_.end(), [&](const Tag& tag) { return tag.name == name; });
  return found == tags_.end() ? nullptr : &*found;
}

}  // namespace mekiki::authentication::dkim
