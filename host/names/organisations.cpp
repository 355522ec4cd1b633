#include "names/organisations.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <utility>

#include "base/normalise.h"
#include "base/utf8.h"
#include "names/domain.h"

namespace mekiki::names {
namespace {

using knowledge::DomainRow;
using knowledge::NameRow;
using knowledge::OwnerRow;
using knowledge::text_of;

struct Domain {
  std::string_view domain;
  const Brand* brand = nullptr;
  bool sends = false;
  bool links = false;
};
struct Label {
  std::string_view label;
  const Brand* brand = nullptr;
};

// The tables with pointers in place of positions, and what the settings add.
struct Organisations {
  std::vector<std::string_view> lists;
  std::vector<Brand> brands;                    // by id
  std::vector<BrandName> names;                 // by name
  std::vector<Owner> owners;                    // by domain
  std::vector<Domain> domains;                  // by domain
  std::vector<Label> labels;                    // by label
  std::deque<std::string> kept;                 // texts of the settings
  std::map<std::string_view, bool> kept_names;  // the names among them; written in katakana only
  std::deque<std::vector<std::string_view>> own_lists;

  explicit Organisations(const std::vector<OwnBrand>& own);
  [[nodiscard]] std::span<const std::string_view> list(knowledge::TextList list) const {
    return std::span(lists).subspan(list.start, list.count);
  }

 private:
  std::string_view keep(std::string text) { return kept.emplace_back(std::move(text)); }
  std::span<const std::string_view> extended(std::span<const std::string_view> list,
                                             const std::vector<std::string_view>& more);
  void add(const OwnBrand& own);
  void spread_out(const std::vector<OwnBrand>& own);
};

constexpr std::size_t shortest_own_label = 5;

// U+30A0 to U+30FF, and the half-width forms U+FF66 to U+FF9F.
bool is_katakana(std::string_view written) {
  for (std::size_t at = 0; at < written.size();) {
    const char32_t c = next_code_point(written, at);
    if ((c < 0x30A0 || c > 0x30FF) && (c < 0xFF66 || c > 0xFF9F)) return false;
  }
  return !written.empty();
}

std::span<const std::string_view> Organisations::extended(std::span<const std::string_view> list,
                                                          const std::vector<std::string_view>& more) {
  std::vector<std::string_view> all(list.begin(), list.end());
  all.insert(all.end(), more.begin(), more.end());
  return own_lists.emplace_back(std::move(all));
}

void Organisations::add(const OwnBrand& own) {
  std::vector<std::string_view> own_names;
  std::vector<std::string> written = own.aliases;
  written.insert(written.end(), {own.name_en, own.name_ja});
  for (const std::string& name : written) {
    std::string plain = normalised(name);
    if (plain.empty()) continue;
    own_names.push_back(keep(std::move(plain)));
    kept_names.emplace(own_names.back(), is_katakana(name));
  }
  std::vector<std::string_view> own_domains, own_labels;
  for (const std::string& domain : own.domains) {
    own_domains.push_back(keep(domain));
    const std::string registrable = organisation_domain(domain);
    const std::string label = registrable.substr(0, registrable.find('.'));
    if (label.size() >= shortest_own_label) own_labels.push_back(keep(label));
  }
  auto found = std::ranges::find(brands, own.id, &Brand::id);
  if (found == brands.end()) {
    const std::string& name_en = own.name_en.empty() ? own.name_ja : own.name_en;
    found = brands.insert(found, Brand{});
    found->id = keep(own.id);
    found->name_en = keep(name_en);
    found->name_ja = keep(own.name_ja);
    found->site = own_domains.empty() ? std::string_view{} : keep("https://" + std::string(own_domains.front()) + "/");
  }
  found->names = extended(found->names, own_names);
  found->sends_from = extended(found->sends_from, own_domains);
  found->links_to = extended(found->links_to, own_domains);
  found->labels = extended(found->labels, own_labels);
}

// Sorted by `key`; of equal ones the first stays where there can be only one.
template <class Row, class Key>
void sort_once(std::vector<Row>& rows, Key key) {
  std::ranges::stable_sort(rows, {}, key);
  const auto doubled = std::ranges::unique(rows, {}, key);
  rows.erase(doubled.begin(), doubled.end());
}

void Organisations::spread_out(const std::vector<OwnBrand>& own) {
  // The settings' rows come first, so that they win.
  for (const OwnBrand& one : own) {
    const Brand* brand = &*std::ranges::find(brands, one.id, &Brand::id);
    for (const std::string_view domain : brand->sends_from) {
      if (std::ranges::find(one.domains, domain) == one.domains.end()) continue;
      domains.push_back({domain, brand, true, true});
      owners.push_back({domain, OwnerKind::company, brand->name_en, brand->name_ja, brand->id});
    }
    for (const std::string_view name : brand->names) {
      if (kept_names.contains(name)) names.push_back({name, brand, false, kept_names.at(name)});
    }
    for (const std::string_view label : brand->labels) labels.push_back({label, brand});
  }
  const auto brand_of = [&](std::size_t position) {
    return &*std::ranges::lower_bound(brands, text_of(knowledge::brand_rows[position].id), {}, &Brand::id);
  };
  for (const NameRow& row : knowledge::name_rows)
    names.push_back({text_of(row.name), brand_of(row.brand), row.weak, row.katakana});
  for (const NameRow& row : knowledge::label_rows) labels.push_back({text_of(row.name), brand_of(row.brand)});
  for (const DomainRow& row : knowledge::domain_rows)
    domains.push_back({text_of(row.domain), brand_of(row.brand), row.sends, row.links});
  for (const OwnerRow& row : knowledge::owner_rows) {
    const knowledge::OwnerName& name = knowledge::owner_names[row.name];
    owners.push_back(
        {text_of(row.domain), row.kind, text_of(name.name_en), text_of(name.name_ja), text_of(name.brand)});
  }
}

Organisations::Organisations(const std::vector<OwnBrand>& own) {
  lists.reserve(knowledge::text_lists.size());
  for (const knowledge::Text text : knowledge::text_lists) lists.push_back(text_of(text));
  brands.reserve(knowledge::brand_rows.size() + own.size());
  for (const knowledge::BrandRow& row : knowledge::brand_rows)
    brands.push_back({text_of(row.id), text_of(row.name_en), text_of(row.name_ja), row.kind, text_of(row.country),
                      text_of(row.group), list(row.names), list(row.weak_names), list(row.sends_from),
                      list(row.links_to), list(row.labels), text_of(row.site)});
  names.reserve(knowledge::name_rows.size());
  owners.reserve(knowledge::owner_rows.size());
  domains.reserve(knowledge::domain_rows.size());
  labels.reserve(knowledge::label_rows.size());
  for (const OwnBrand& one : own) add(one);
  if (!own.empty()) std::ranges::stable_sort(brands, {}, &Brand::id);
  spread_out(own);
  if (own.empty()) return;  // the compiled tables are sorted
  sort_once(names, &BrandName::name);
  sort_once(labels, &Label::label);
  std::ranges::stable_sort(domains, {}, &Domain::domain);
  std::ranges::stable_sort(owners, {}, &Owner::domain);
}

// Facts of earlier mails point into earlier ones, which therefore stay.
struct Current {
  std::vector<OwnBrand> own;
  std::vector<std::unique_ptr<const Organisations>> all;

  Current() { all.push_back(std::make_unique<const Organisations>(own)); }
};

Current& current() {
  static Current instance;
  return instance;
}

const Organisations& organisations() { return *current().all.back(); }

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

const Brand* brand_of_domain(std::string_view domain, bool Domain::* use, OthersUse others_use) {
  const Brand* found = nullptr;
  for_each_parent(domain, [&](std::string_view parent) {
    for (const Domain& row : std::ranges::equal_range(organisations().domains, parent, {}, &Domain::domain))
      if (found == nullptr && row.*use) found = row.brand;
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
  const Label* row = find_sorted(organisations().labels, label, &Label::label);
  return row == nullptr ? nullptr : row->brand;
}

bool belong_together(const Brand& a, const Brand& b) {
  return a.id == b.id || (!a.group.empty() && a.group == b.group);
}

const Brand* brand_sending_from(std::string_view domain) {
  return brand_of_domain(domain, &Domain::sends, knowledge::others_send_from);
}

const Brand* brand_linking_to(std::string_view domain) {
  return brand_of_domain(domain, &Domain::links, knowledge::others_publish_on);
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

void use_own_brands(const std::vector<OwnBrand>& own) {
  Current& now = current();
  if (own == now.own) return;
  now.own = own;
  now.all.push_back(std::make_unique<const Organisations>(own));
}

unsigned organisations_version() { return static_cast<unsigned>(current().all.size()); }

void warm_up_organisations() { organisations(); }

}  // namespace mekiki::names
