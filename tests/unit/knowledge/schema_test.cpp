// The knowledge files obey the schemas that people edit them by, and the schemas name the compiler's words.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "knowledge/tables.h"

namespace mekiki::knowledge {
namespace {

using nlohmann::json;

const std::filesystem::path folder = std::filesystem::path(MEKIKI_SOURCE_DIR) / "host" / "knowledge";

json load(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return json::parse(in);
}

void validate_folder(const std::string& name, const std::string& schema_file) {
  const json schema_document = load(folder / "schema" / schema_file);
  valijson::Schema schema;
  valijson::SchemaParser parser;
  const valijson::adapters::NlohmannJsonAdapter schema_adapter(schema_document);
  parser.populateSchema(schema_adapter, schema);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / name)) {
    if (entry.path().extension() != ".json") continue;
    ++files;
    const json document = load(entry.path());
    const valijson::adapters::NlohmannJsonAdapter adapter(document);
    valijson::Validator validator;
    valijson::ValidationResults results;
    EXPECT_TRUE(validator.validate(schema, adapter, &results)) << entry.path().filename();
    for (valijson::ValidationResults::Error error; results.popError(error);)
      ADD_FAILURE() << entry.path().filename() << ' ' << ::testing::PrintToString(error.context) << ": "
                    << error.description;
  }
  EXPECT_GT(files, 3U);
}

TEST(KnowledgeSchema, BrandsObeyIt) { validate_folder("brands", "brand.schema.json"); }
TEST(KnowledgeSchema, OwnersObeyIt) { validate_folder("owners", "owner.schema.json"); }

TEST(KnowledgeSchema, KnowsTheKindsOfTheCompiler) {
  const json brand = load(folder / "schema" / "brand.schema.json");
  const json owner = load(folder / "schema" / "owner.schema.json");
  EXPECT_EQ(brand["$defs"]["brand"]["properties"]["kind"]["enum"].get<std::vector<std::string>>(),
            std::vector<std::string>(organisation_kind_words.begin(), organisation_kind_words.end()));
  EXPECT_EQ(owner["$defs"]["kind"]["enum"].get<std::vector<std::string>>(),
            std::vector<std::string>(owner_kind_words.begin(), owner_kind_words.end()));
}

}  // namespace
}  // namespace mekiki::knowledge
