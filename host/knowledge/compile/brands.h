// brands/*.json: organisations that scammers copy. Format: schema/brand.schema.json.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "knowledge/compile/source.h"
#include "knowledge/tables.h"

namespace mekiki::knowledge {

struct BrandSource {
  std::string file;
  std::string id, name_en, name_ja, country, group, site;
  OrganisationKind kind = OrganisationKind::other;
  std::vector<std::string> names, weak_names;     // normalised
  std::set<std::string> katakana_names;           // those of both that are written in katakana only
  std::vector<std::string> sends_from, links_to;  // links_to without sends_from
  std::vector<std::string> own_pages;             // both, without those where others publish
  std::vector<std::string> labels;
  std::map<std::string, std::string> shared_reason;
};

// Sorted by id, every entry checked by itself and against the others.
std::vector<BrandSource> read_brands(const std::vector<std::filesystem::path>& files, Problems& problems);

}  // namespace mekiki::knowledge
