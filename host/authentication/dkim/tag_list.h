// The tag=value lists of signatures and key records (RFC 6376 section 3.2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace mekiki::authentication::dkim {

struct Tag {
  std::string_view name;
  std::string_view value;  // without the white space around it
  Span written;            // all between "=" and ";" in the text
};

class TagList {
 public:
  // Views into `text`. nullopt where it is no tag list: a tag without "=", a name twice, nothing between two ";".
  static std::optional<TagList> parse(std::string_view text);

  [[nodiscard]] const Tag* find(std::string_view name) const;
  [[nodiscard]] const std::vector<Tag>& tags() const { return tags_; }

 private:
  std::vector<Tag> tags_;
};

// FWS of RFC 6376 section 2.8, however often: blanks and line ends.
inline bool is_white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
std::string_view trim_white(std::string_view text);
std::string without_white(std::string_view text);
// Parts between `separator`, trimmed; "" gives one empty part.
std::vector<std::string_view> split_list(std::string_view text, char separator);
// 1*76DIGIT; what is too large for the type becomes its largest value.
std::optional<std::uint64_t> read_number(std::string_view digits);

}  // namespace mekiki::authentication::dkim
