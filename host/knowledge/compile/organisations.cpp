#include "knowledge/compile/organisations.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "knowledge/compile/cpp.h"

namespace mekiki::knowledge {
namespace {

std::string enumerator(std::string_view type, std::string_view word) {
  return std::string(type).append("::").append(word);
}

std::string brand_row(const BrandSource& brand, TextPool& pool) {
  std::string row = "{";
  for (const std::string* text : {&brand.id, &brand.name_en, &brand.name_ja, &brand.country, &brand.group, &brand.site})
    row += pool.add(*text) + ", ";
  for (const auto* list : {&brand.names, &brand.weak_names, &brand.sends_from, &brand.own_pages, &brand.labels})
    row += pool.add(*list) + ", ";
  return row + enumerator("OrganisationKind", organisation_kind_words[static_cast<std::size_t>(brand.kind)]) + "},\n";
}

struct IndexEntry {
  std::string key;
  std::size_t brand = 0;
  bool first_flag = false;
  bool second_flag = false;
};

std::string flag(bool value) { return value ? ", true" : ", false"; }

std::string index_rows(std::vector<IndexEntry> entries, TextPool& pool) {
  // Of two brands that share a domain the sender comes first, then the one earlier by id.
  std::ranges::sort(entries, {}, [](const IndexEntry& e) { return std::tuple(e.key, !e.first_flag, e.brand); });
  std::string rows;
  for (const IndexEntry& entry : entries)
    rows += "{" + pool.add(entry.key) + ", " + std::to_string(entry.brand) + flag(entry.first_flag) +
            flag(entry.second_flag) + "},\n";
  return rows;
}

std::vector<IndexEntry> domain_index(const BrandSource& brand, std::size_t position) {
  const auto has = [](const std::vector<std::string>& list, const std::string& domain) {
    return std::ranges::find(list, domain) != list.end();
  };
  std::vector<IndexEntry> entries;
  for (const std::string& domain : brand.sends_from)
    entries.push_back({domain, position, true, has(brand.own_pages, domain)});
  for (const std::string& domain : brand.links_to) entries.push_back({domain, position, false, true});
  return entries;
}

std::string array(std::string_view type, std::string_view name, const std::string& rows) {
  // A C++ array has at least one element; an empty table is an empty span.
  const std::string span = "constinit const std::span<const " + std::string(type) + "> " + std::string(name);
  if (rows.empty()) return span + "{};\n";
  return "namespace {\nconstexpr " + std::string(type) + " all_" + std::string(name) + "[] = {\n" + rows + "};\n}\n" +
         span + "{all_" + std::string(name) + "};\n";
}

std::string owner_tables(const std::vector<OwnerSource>& owners, TextPool& pool) {
  std::map<std::string, std::size_t> positions;
  std::string names;
  std::string rows;
  for (const OwnerSource& owner : owners) {
    const std::string name =
        "{" + pool.add(owner.name_en) + ", " + pool.add(owner.name_ja) + ", " + pool.add(owner.brand) + "},\n";
    const auto [found, added] = positions.emplace(name, positions.size());
    if (added) names += name;
    rows += "{" + pool.add(owner.domain) + ", " + std::to_string(found->second) + ", " +
            enumerator("OwnerKind", owner_kind_words[static_cast<std::size_t>(owner.kind)]) + "},\n";
  }
  return array("OwnerName", "owner_names", names) + array("OwnerRow", "owner_rows", rows);
}

std::string brand_tables(const std::vector<BrandSource>& brands, TextPool& pool) {
  std::string rows;
  std::vector<IndexEntry> domains;
  std::vector<IndexEntry> names;
  std::vector<IndexEntry> labels;
  for (std::size_t i = 0; i < brands.size(); ++i) {
    const BrandSource& brand = brands[i];
    rows += brand_row(brand, pool);
    std::ranges::copy(domain_index(brand, i), std::back_inserter(domains));
    for (const std::string& name : brand.names) names.push_back({name, i, false, brand.katakana_names.contains(name)});
    for (const std::string& name : brand.weak_names)
      names.push_back({name, i, true, brand.katakana_names.contains(name)});
    for (const std::string& label : brand.labels) labels.push_back({label, i, false, false});
  }
  return array("BrandRow", "brand_rows", rows) +
         array("DomainRow", "domain_rows", index_rows(std::move(domains), pool)) +
         array("NameRow", "name_rows", index_rows(std::move(names), pool)) +
         array("NameRow", "label_rows", index_rows(std::move(labels), pool));
}

}  // namespace

std::string organisations_source(const std::vector<BrandSource>& brands, const std::vector<OwnerSource>& owners) {
  TextPool pool;
  const std::string tables = brand_tables(brands, pool) + owner_tables(owners, pool);
  return "// Made from knowledge/brands and knowledge/owners by the knowledge compiler; edit those.\n"
         "#include \"knowledge/tables.h\"\n\n"
         "namespace mekiki::knowledge {\n" +
         pool.definitions() + tables + "}  // namespace mekiki::knowledge\n";
}

}  // namespace mekiki::knowledge
