#include "schema.h"

// valijson 1.0 is not written for our warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wconversion"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>

namespace mekiki::test {
namespace {

using nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;

json read_file(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return json::parse(stream, nullptr, false);
}

std::shared_ptr<valijson::Schema> load(const std::filesystem::path& file) {
  const json text = read_file(file);
  if (text.is_discarded()) return nullptr;
  auto schema = std::make_shared<valijson::Schema>();
  valijson::SchemaParser parser;
  const auto fetch = [&](const std::string& uri) -> const json* {
    return new json(read_file((file.parent_path() / uri).lexically_normal()));
  };
  const auto release = [](const json* document) { delete document; };
  parser.populateSchema(NlohmannJsonAdapter(text), *schema, fetch, release);
  return schema;
}

}  // namespace

std::string message_defect(const std::string& side, const json& message) {
  static std::map<std::string, std::shared_ptr<valijson::Schema>> schemas;
  const std::string name = side + "/" + message.value("type", std::string("without-type")) + ".schema.json";
  if (!schemas.contains(name)) schemas[name] = load(std::string(MEKIKI_SOURCE_DIR "/manifests/protocol/") + name);
  const auto& schema = schemas[name];
  if (schema == nullptr) return "no schema " + name;
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(*schema, NlohmannJsonAdapter(message), &results)) return {};
  std::ostringstream defects;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const auto& step : error.context) defects << step;
    defects << ": " << error.description << '\n';
  }
  return defects.str();
}

}  // namespace mekiki::test
