#include "names/organisations.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace mekiki::names {
namespace {

using knowledge::DomainRow;
using knowledge::NameRow;
using knowledge::OwnerRow;
using knowledge::text_of;

// The tables with pointers in place of positions.
struct Organisations {
  std::vector<std::string_view> lists;
  std::vector<Brand> brands;
  std::vector<BrandName> names;
  std::vector<Owner> owners;

  Organisations();
  [[nodiscard]] std::span<const std::string_view> list(knowledge::TextList list) const {
    return std::span(lists).subspan(list.start, list.count);
  }
};

Organisations::Organisations() {
  lists.reserve(knowledge::text_lists.size());
  for (const knowledge::Text text : knowledge::text_lists) lists.push_back(text_of(text));
  brands.reserve(knowledge::brand_rows.size());
  for (const knowledge::BrandRow& row : knowledge::brand_rows)
    brands.push_back({text_of(row.id), text_of(row.name_en), text_of(row.name_ja), row.kind, text_of(row.country),
                      text_of(row.group), list(row.names), list(row.weak_names), list(row.sends_from),
                      list(row.links_to), list(row.labels), text_of(row.site)});
  names.reserve(knowledge::name_rows.size());
  for (const NameRow& row : knowledge::name_rows)
    names.push_back({text_of(row.name), &brands[row.brand], row.weak, row.katakana});
  owners.reserve(knowledge::owner_rows.size());
  for (const OwnerRow& row : knowledge::owner_rows) {
    const knowledge::OwnerName& name = knowledge::owner_names[row.name];
    owners.push_back(
        {text_of(row.domain), row.kind, text_of(name.name_en), text_of(name.name_ja), text_of(name.brand)});
  }
}

const Organisations& organisations() {
  static const Organisations spread_out;
  return spread_out;
}

// Calls `visit` with the name and each name above it, longest first, until it returns true.
template <class Visit>
void for_each_parent(std::string_view domain, Visit visit) {
  while (!domain.empty() && !visit(domain)) {
    const std::size_t dot = domain.find('.');
    domain = dot == std::string_view::npos ? std::string_view{} : domain.substr(dot + 1);
  }
}

auto owners_at(std::string_view domain) {
  return std::ranges::equal_range(organisations().owners, domain, {}, &Owner::domain);
}

using OthersUse = bool (*)(OwnerKind);

// What others can use below a brand's domain (sites.google.com) does not speak for the brand.
bool is_open(std::string_view domain, OthersUse others_use) {
  return std::ranges::any_of(owners_at(domain), others_use, &Owner::kind);
}

const Brand* brand_of_domain(std::string_view domain, bool DomainRow::* use, OthersUse others_use) {
  const auto domain_of = [](const DomainRow& row) { return text_of(row.domain); };
  const Brand* found = nullptr;
  for_each_parent(domain, [&](std::string_view parent) {
    for (const DomainRow& row : std::ranges::equal_range(knowledge::domain_rows, parent, {}, domain_of))
      if (found == nullptr && row.*use) found = &organisations().brands[row.brand];
    return found != nullptr || is_open(parent, others_use);
  });
  return found;
}

template <class Accept>
const Owner* find_owner(std::string_view domain, Accept accept) {
  const Owner* found = nullptr;
  for_each_parent(domain, [&](std::string_view parent) {
    for (const Owner& owner : owners_at(parent))
      if (found == nullptr && accept(owner)) found = &owner;
    return found != nullptr;
  });
  return found;
}

bool lists(std::span<const std::string_view> domains, std::string_view domain, OthersUse others_use) {
  bool found = false;
  for_each_parent(domain, [&](std::string_view parent) {
    found = std::ranges::find(domains, parent) != domains.end();
    return found || is_open(parent, others_use);
  });
  return found;
}

// The element of a sorted range with this key, or nullptr.
template <class Range, class Key>
auto find_sorted(const Range& range, std::string_view wanted, Key key) {
  const auto found = std::ranges::lower_bound(range, wanted, {}, key);
  return found == range.end() || std::invoke(key, *found) != wanted ? nullptr : &*found;
}

}  // namespace

std::string_view to_string(OrganisationKind kind) {
  return knowledge::organisation_kind_words[static_cast<std::size_t>(kind)];
}

std::string_view to_string(OwnerKind kind) { return knowledge::owner_kind_words[static_cast<std::size_t>(kind)]; }

std::span<const Brand> brands() { return organisations().brands; }

const Brand* brand_by_id(std::string_view id) { return find_sorted(organisations().brands, id, &Brand::id); }

std::span<const BrandName> brand_names() { return organisations().names; }

const BrandName* brand_by_name(std::string_view normalised_name) {
  return find_sorted(organisations().names, normalised_name, &BrandName::name);
}

const Brand* brand_by_label(std::string_view label) {
  const NameRow* row = find_sorted(knowledge::label_rows, label, [](const NameRow& r) { return text_of(r.name); });
  return row == nullptr ? nullptr : &organisations().brands[row->brand];
}

bool belong_together(const Brand& a, const Brand& b) {
  return a.id == b.id || (!a.group.empty() && a.group == b.group);
}

const Brand* brand_sending_from(std::string_view domain) {
  return brand_of_domain(domain, &DomainRow::sends, knowledge::others_send_from);
}

const Brand* brand_linking_to(std::string_view domain) {
  return brand_of_domain(domain, &DomainRow::links, knowledge::others_publish_on);
}

const Owner* owner_of(std::string_view domain) {
  return find_owner(domain, [](const Owner&) { return true; });
}

const Owner* owner_of(std::string_view domain, OwnerKind kind) {
  return find_owner(domain, [kind](const Owner& owner) { return owner.kind == kind; });
}

bool sends_from(const Brand& brand, std::string_view domain) {
  return lists(brand.sends_from, domain, knowledge::others_send_from);
}

bool links_to(const Brand& brand, std::string_view domain) {
  return lists(brand.links_to, domain, knowledge::others_publish_on);
}

void warm_up_organisations() { organisations(); }

}  // namespace mekiki::names
