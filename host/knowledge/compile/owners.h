// owners/*.json: whose domain it is, and who can have an address or a page there. Format: schema/owner.schema.json.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "knowledge/compile/brands.h"
#include "knowledge/compile/source.h"
#include "knowledge/tables.h"

namespace mekiki::knowledge {

// One row of the table: a domain and one kind.
struct OwnerSource {
  std::string domain;
  OwnerKind kind = OwnerKind::company;
  std::size_t rank = 0;  // among the kinds of the domain; 0 is the main one
  std::string name_en, name_ja, brand;
};

// Sorted by domain, the main kind of a domain first. Domains of brands that no file mentions are added as
// company; a brand that claims a domain of others is a problem. Fills BrandSource::own_pages.
std::vector<OwnerSource> read_owners(const std::vector<std::filesystem::path>& files, std::vector<BrandSource>& brands,
                                     Problems& problems);

}  // namespace mekiki::knowledge
