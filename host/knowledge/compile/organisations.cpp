#include "knowledge/compile/organisations.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "knowledge/compile/cpp.h"

namespace mekiki::knowledge {
namespace {

std::string enumerator(std::string_view type, std::string_view word) {
  return std::string(type).append("::").append(word);
}

std::string brand_row(const BrandSource& brand, StringLists& lists) {
  std::string row = "{";
  for (const std::string* text : {&brand.id, &brand.name_en, &brand.name_ja}) row += cpp_literal(*text) + ", ";
  row += enumerator("OrganisationKind", organisation_kind_words[static_cast<std::size_t>(brand.kind)]) + ", ";
  for (const std::string* text : {&brand.country, &brand.group}) row += cpp_literal(*text) + ", ";
  for (const auto* list : {&brand.names, &brand.weak_names, &brand.sends_from}) row += lists.add(*list) + ", ";
  row += lists.add(brand.own_pages) + ", " + lists.add(brand.labels) + ", " + cpp_literal(brand.site);
  return row + "},\n";
}

std::string owner_row(const OwnerSource& owner) {
  return "{" + cpp_literal(owner.domain) + ", " +
         enumerator("OwnerKind", owner_kind_words[static_cast<std::size_t>(owner.kind)]) + ", " +
         cpp_literal(owner.name_en) + ", " + cpp_literal(owner.name_ja) + ", " + cpp_literal(owner.brand) + "},\n";
}

struct IndexEntry {
  std::string key;
  std::size_t brand = 0;
  bool first_flag = false;
  bool second_flag = false;
};

std::string flag(bool value) { return value ? ", true" : ", false"; }

std::string index_rows(std::vector<IndexEntry> entries, bool two_flags) {
  // Of two brands that share a domain the sender comes first, then the one earlier by id.
  std::ranges::sort(entries, {}, [](const IndexEntry& e) { return std::tuple(e.key, !e.first_flag, e.brand); });
  std::string rows;
  for (const IndexEntry& entry : entries)
    rows += "{" + cpp_literal(entry.key) + ", " + std::to_string(entry.brand) + flag(entry.first_flag) +
            (two_flags ? flag(entry.second_flag) : "") + "},\n";
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
  return "namespace {\nconstexpr " + std::string(type) + ' ' + std::string(name) + "_rows[] = {\n" + rows + "};\n}\n" +
         span + '{' + std::string(name) + "_rows};\n";
}

}  // namespace

std::string organisations_source(const std::vector<BrandSource>& brands, const std::vector<OwnerSource>& owners) {
  StringLists lists;
  std::string brand_rows;
  std::string owner_rows;
  std::vector<IndexEntry> domains;
  std::vector<IndexEntry> names;
  std::vector<IndexEntry> labels;
  for (std::size_t i = 0; i < brands.size(); ++i) {
    const BrandSource& brand = brands[i];
    brand_rows += brand_row(brand, lists);
    std::ranges::copy(domain_index(brand, i), std::back_inserter(domains));
    for (const std::string& name : brand.names) names.push_back({name, i, false, brand.katakana_names.contains(name)});
    for (const std::string& name : brand.weak_names)
      names.push_back({name, i, true, brand.katakana_names.contains(name)});
    for (const std::string& label : brand.labels) labels.push_back({label, i, false});
  }
  for (const OwnerSource& owner : owners) owner_rows += owner_row(owner);

  std::string out =
      "// Made from knowledge/brands and knowledge/owners by the knowledge compiler; edit those.\n"
      "#include \"knowledge/tables.h\"\n\n"
      "namespace mekiki::knowledge {\n"
      "using namespace std::string_view_literals;\n"
      "namespace {\n";
  out += lists.definition() + "}\n";
  out += array("Brand", "brand_table", brand_rows);
  out += array("DomainOfBrand", "domain_table", index_rows(std::move(domains), true));
  out += array("NameOfBrand", "name_table", index_rows(std::move(names), true));
  out += array("NameOfBrand", "label_table", index_rows(std::move(labels), false));
  out += array("Owner", "owner_table", owner_rows);
  return out + "}  // namespace mekiki::knowledge\n";
}

}  // namespace mekiki::knowledge
