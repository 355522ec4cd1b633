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

}  // namespace

std::uint16_t traits_of(Tag tag) {
  const auto index = static_cast<std::size_t>(tag);
  return index < elements.size() ? elements[index].traits : std::uint16_t{0};
}

Tag TagNames::tag(std::string_view name) {
  const auto* const found =
      std::lower_bound(elements.begin(), elements.end(), name,
                       [](const Element& each, std::string_view wanted) { return each.name < wanted; });
  if (found != elements.end() && found->name == name) return static_cast<Tag>(found - elements.begin());
  if (const auto known = unknown_.find(name); known != unknown_.end()) return known->second;
  const std::size_t next = elements.size() + unknown_.size();
  if (next >= max_tags - 1) return static_cast<Tag>(max_tags - 1);
  const Tag tag = static_cast<Tag>(next);
  unknown_.emplace(name, tag);
  return tag;
}

}  // namespace mekiki::html
