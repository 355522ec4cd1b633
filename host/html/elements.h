// Element names as small numbers, and what tree construction does with each (HTML standard, section 13.2.6).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mekiki::html {

struct Traits {
  static constexpr std::uint16_t voids = 1;  // has no content
  static constexpr std::uint16_t block = 2;  // a line of its own
  static constexpr std::uint16_t cell = 4;
  static constexpr std::uint16_t formatting = 8;  // lives on in the blocks that follow until its end tag
  static constexpr std::uint16_t special = 16;    // section 13.2.4.2
  static constexpr std::uint16_t scope = 32;      // end tags inside do not reach out of it
  static constexpr std::uint16_t closes_p = 64;
  static constexpr std::uint16_t table_part = 128;  // dropped where no table is open
  static constexpr std::uint16_t heading = 256;
  static constexpr std::uint16_t breaks_out = 512;  // ends SVG and MathML, section 13.2.6.5
};

enum class Tag : std::uint16_t {
#define MEKIKI_ELEMENT(identifier, name, traits) identifier,
#include "html/elements.inc"
#undef MEKIKI_ELEMENT
  known_count
};

std::uint16_t traits_of(Tag tag);

// Numbers for names; unknown elements get their own, so that their end tags find them.
class TagNames {
 public:
  // `name` in lower case. Names beyond max_tags share the last number.
  Tag tag(std::string_view name);

  static constexpr std::size_t max_tags = 1024;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, Tag, Hash, std::equal_to<>> unknown_;
};

}  // namespace mekiki::html
