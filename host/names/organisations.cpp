#include "names/organisations.h"

#include <algorithm>

namespace mekiki::names {
namespace {

// Calls `visit` with the name and each name above it, longest first, until it returns true.
template <class Visit>
void for_each_parent(std::string_view domain, Visit visit) {
  while (!domain.empty() && !visit(domain)) {
    const std::size_t dot = domain.find('.');
    domain = dot == std::string_view::npos ? std::string_view{} : domain.substr(dot + 1);
  }
}

const Brand* brand_at(std::size_t position) { return &knowledge::brand_table[position]; }

auto owners_at(std::string_view domain) {
  return std::ranges::equal_range(knowledge::owner_table, domain, {}, &Owner::domain);
}

// What others can use below a brand's domain (sites.google.com) does not speak for the brand.
bool is_open(std::string_view domain, bool (*others_use)(OwnerKind)) {
  return std::ranges::any_of(owners_at(domain), others_use, &Owner::kind);
}

const Brand* brand_of_domain(std::string_view domain, bool knowledge::DomainOfBrand::* use,
                             bool (*others_use)(OwnerKind)) {
  const Brand* found = nullptr;
  for_each_parent(domain, [&](std::string_view parent) {
    for (const knowledge::DomainOfBrand& row :
         std::ranges::equal_range(knowledge::domain_table, parent, {}, &knowledge::DomainOfBrand::domain))
      if (found == nullptr && row.*use) found = brand_at(row.brand);
    return found != nullptr || is_open(parent, others_use);
  });
  return found;
}

template <class Accept>
const Owner* find_owner(std::string_view domain, Accept accept) {
  const Owner* found = nullptr;
  for_each_parent(domain, [&](std::string_view parent) {
    for (const Owner& row : owners_at(parent))
      if (found == nullptr && accept(row)) found = &row;
    return found != nullptr;
  });
  return found;
}

const knowledge::NameOfBrand* find_name(std::span<const knowledge::NameOfBrand> rows, std::string_view name) {
  const auto found = std::ranges::lower_bound(rows, name, {}, &knowledge::NameOfBrand::name);
  return found == rows.end() || found->name != name ? nullptr : &*found;
}

bool lists(std::span<const std::string_view> domains, std::string_view domain, bool (*others_use)(OwnerKind)) {
  bool found = false;
  for_each_parent(domain, [&](std::string_view parent) {
    found = std::ranges::find(domains, parent) != domains.end();
    return found || is_open(parent, others_use);
  });
  return found;
}

}  // namespace

std::string_view to_string(OrganisationKind kind) {
  return knowledge::organisation_kind_words[static_cast<std::size_t>(kind)];
}

std::string_view to_string(OwnerKind kind) { return knowledge::owner_kind_words[static_cast<std::size_t>(kind)]; }

std::span<const Brand> brands() { return knowledge::brand_table; }

const Brand* brand_by_id(std::string_view id) {
  const auto found = std::ranges::lower_bound(knowledge::brand_table, id, {}, &Brand::id);
  return found == knowledge::brand_table.end() || found->id != id ? nullptr : &*found;
}

NamedBrand brand_by_name(std::string_view normalised_name) {
  const knowledge::NameOfBrand* row = find_name(knowledge::name_table, normalised_name);
  return row == nullptr ? NamedBrand{} : NamedBrand{brand_at(row->brand), row->weak, row->katakana};
}

std::span<const NameOfBrand> names_of_brands() { return knowledge::name_table; }

const Brand* brand_by_label(std::string_view label) {
  const knowledge::NameOfBrand* row = find_name(knowledge::label_table, label);
  return row == nullptr ? nullptr : brand_at(row->brand);
}

bool belong_together(const Brand& a, const Brand& b) {
  return a.id == b.id || (!a.group.empty() && a.group == b.group);
}

const Brand* brand_sending_from(std::string_view domain) {
  return brand_of_domain(domain, &knowledge::DomainOfBrand::sends, knowledge::others_send_from);
}

const Brand* brand_linking_to(std::string_view domain) {
  return brand_of_domain(domain, &knowledge::DomainOfBrand::links, knowledge::others_publish_on);
}

const Owner* owner_of(std::string_view domain) {
  return find_owner(domain, [](const Owner&) { return true; });
}

const Owner* owner_of(std::string_view domain, OwnerKind kind) {
  return find_owner(domain, [kind](const Owner& row) { return row.kind == kind; });
}

bool sends_from(const Brand& brand, std::string_view domain) {
  return lists(brand.sends_from, domain, knowledge::others_send_from);
}

bool links_to(const Brand& brand, std::string_view domain) {
  return lists(brand.links_to, domain, knowledge::others_publish_on);
}

}  // namespace mekiki::names
