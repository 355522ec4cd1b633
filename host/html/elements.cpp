#include "html/elements.h"

#include <algorithm>
#include <array>

namespace mekiki::html {
namespace {

struct Element {
  std::string_view name;
  std::uint16_t traits;
};

constexpr std::array elements = {
#define MEKIKI_ELEMENT(identifier, name, traits) Element{name, traits},
#include "html/elements.inc"
#undef MEKIKI_ELEMENT
};
static_assert(elements.size() == static_cast<std::size_t>(Tag::known_count));
static_assert(std::is_sorted(elements.begin(), elements.end(),
                             [](const Element& a, const Element& b) { return a.name < b.name; }));
static_assert(elements.size() < TagNames::max_tags);

// Where the names that begin with each letter start; the last one is the end.
constexpr auto first_of_letter = [] {
  std::array<std::uint16_t, 27> first{};
  for (std::size_t letter = 0, at = 0; letter < first.size(); ++letter) {
    while (at < elements.size() && static_cast<std::size_t>(elements[at].name.front() - 'a') < letter) ++at;
    first[letter] = static_cast<std::uint16_t>(at);
  }
  return first;
}();

// known_count if it is none of the known.
std::size_t known_index(std::string_view name) {
  if (name.empty() || name.front() < 'a' || name.front() > 'z') return elements.size();
  const auto letter = static_cast<std::size_t>(name.front() - 'a');
  for (std::size_t i = first_of_letter[letter]; i < first_of_letter[letter + 1]; ++i) {
    if (elements[i].name == name) return i;
  }
  return elements.size();
}

}  // namespace

std::uint16_t traits_of(Tag tag) {
  const auto index = static_cast<std::size_t>(tag);
  return index < elements.size() ? elements[index].traits : std::uint16_t{0};
}

Tag TagNames::tag(std::string_view name) {
  const std::size_t index = known_index(name);
  if (index < elements.size()) return static_cast<Tag>(index);
  if (const auto known = unknown_.find(name); known != unknown_.end()) return known->second;
  const std::size_t next = elements.size() + unknown_.size();
  if (next >= max_tags - 1) return static_cast<Tag>(max_tags - 1);
  const Tag tag = static_cast<Tag>(next);
  unknown_.emplace(name, tag);
  return tag;
}

}  // namespace mekiki::html
