#include "knowledge/compile/owners.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace mekiki::knowledge {
namespace {

struct Rows {
  std::vector<OwnerSource> rows;
  std::map<std::string, std::string> first_file;  // of each domain
};

void read_owner(const SourceEntry& entry, const std::set<std::string>& brand_ids, Rows& rows, Problems& problems) {
  EntryReader reader(entry, problems);
  const std::vector<std::string> domains = reader.required_strings("domains");
  std::vector<OwnerKind> kinds{static_cast<OwnerKind>(reader.required_word("kind", owner_kind_words))};
  for (const std::string& word : reader.optional_strings("also")) {
    const auto kind = static_cast<OwnerKind>(reader.position("also", word, owner_kind_words));
    if (std::ranges::find(kinds, kind) != kinds.end()) reader.problem("also: \"" + word + "\" is said already");
    kinds.push_back(kind);
  }
  OwnerSource row;
  row.name_en = reader.required_string("name_en");
  row.name_ja = reader.required_string("name_ja");
  row.brand = reader.optional_string("brand");
  if (!row.brand.empty() && !brand_ids.contains(row.brand))
    reader.problem("brand: there is no brand \"" + row.brand + '"');
  reader.provenance();
  reader.no_further_members();

  if (domains.empty()) reader.problem("domains: none");
  if (!std::ranges::is_sorted(domains)) reader.problem("domains: not sorted");
  if (const std::string domain = redundant_domain(domains); !domain.empty())
    reader.problem("\"" + domain + "\" is below another domain of the list");
  for (const std::string& domain : domains) {
    const std::size_t labels = kinds.front() == OwnerKind::university ? 1 : 2;
    if (!is_legal_domain(domain, labels)) reader.problem("\"" + domain + "\" is not a domain in canonical form");
    if (const auto [first, added] = rows.first_file.emplace(domain, entry.file); !added)
      reader.problem("\"" + domain + "\" has an entry already, in " + first->second);
    row.domain = domain;
    for (std::size_t rank = 0; rank < kinds.size(); ++rank) {
      row.kind = kinds[rank];
      row.rank = rank;
      rows.rows.push_back(row);
    }
  }
}

std::vector<OwnerKind> kinds_of(const std::string& domain, const Rows& rows) {
  std::vector<OwnerKind> kinds;
  for (const OwnerSource& row : rows.rows)
    if (row.domain == domain) kinds.push_back(row.kind);
  return kinds;
}

// A domain that others use too proves nothing, so no brand may claim it. What a brand only sends from may
// be open to others' pages (dropbox.com); it then does not link there.
void add_brand_domains(BrandSource& brand, Rows& rows, Problems& problems) {
  const auto refuse = [&](const std::string& domain, std::string_view list) {
    problems.add(brand.file, brand.id, std::string(list) + ": \"" + domain + "\" is open to others, as the owners say");
  };
  for (const std::string& domain : brand.sends_from) {
    const std::vector<OwnerKind> kinds = kinds_of(domain, rows);
    if (std::ranges::any_of(kinds, others_send_from)) refuse(domain, "sends_from");
    if (!std::ranges::any_of(kinds, others_publish_on)) brand.own_pages.push_back(domain);
  }
  for (const std::string& domain : brand.links_to) {
    if (std::ranges::any_of(kinds_of(domain, rows), others_publish_on)) refuse(domain, "links_to");
    brand.own_pages.push_back(domain);
  }
  for (const auto* list : {&brand.sends_from, &brand.links_to})
    for (const std::string& domain : *list)
      if (rows.first_file.emplace(domain, brand.file).second)
        rows.rows.push_back({domain, OwnerKind::company, 0, brand.name_en, brand.name_ja, brand.id});
}

std::string host_of(std::string_view site) {
  constexpr std::string_view scheme = "https://";
  if (!site.starts_with(scheme)) return {};
  site.remove_prefix(scheme.size());
  return std::string(site.substr(0, site.find_first_of("/?#")));
}

// The site is on a domain of the brand, or on one that it runs for others (a provider's own pages).
void check_site(const BrandSource& brand, const Rows& rows, Problems& problems) {
  for (std::string parent = host_of(brand.site); !parent.empty();) {
    const auto is_own = [&](const OwnerSource& row) { return row.domain == parent && row.brand == brand.id; };
    const auto is_listed = [&](const std::string& domain) { return domain == parent; };
    if (std::ranges::any_of(rows.rows, is_own) || std::ranges::any_of(brand.sends_from, is_listed) ||
        std::ranges::any_of(brand.links_to, is_listed))
      return;
    const std::size_t dot = parent.find('.');
    parent = dot == std::string::npos ? std::string() : parent.substr(dot + 1);
  }
  problems.add(brand.file, brand.id, "site: \"" + brand.site + "\" is not https on a domain of the brand");
}

}  // namespace

std::vector<OwnerSource> read_owners(const std::vector<std::filesystem::path>& files, std::vector<BrandSource>& brands,
                                     Problems& problems) {
  std::set<std::string> brand_ids;
  for (const BrandSource& brand : brands) brand_ids.insert(brand.id);
  Rows rows;
  for (const std::filesystem::path& file : files)
    for (const SourceEntry& entry : read_list(file, "owners", "domains", problems))
      read_owner(entry, brand_ids, rows, problems);
  for (BrandSource& brand : brands) add_brand_domains(brand, rows, problems);
  for (const BrandSource& brand : brands) check_site(brand, rows, problems);
  std::ranges::sort(rows.rows, {}, [](const OwnerSource& row) { return std::tie(row.domain, row.rank); });
  return std::move(rows.rows);
}

}  // namespace mekiki::knowledge
