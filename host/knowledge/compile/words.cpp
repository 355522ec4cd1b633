#include "knowledge/compile/words.h"

#include <fstream>
#include <map>
#include <optional>
#include <set>

#include "base/normalise.h"
#include "knowledge/compile/cpp.h"

namespace mekiki::knowledge {
namespace {

using nlohmann::json;

std::optional<json> read_object(const std::filesystem::path& file, Problems& problems) {
  std::ifstream in(file, std::ios::binary);
  json value = json::parse(in, nullptr, false);
  if (value.is_object()) return value;
  problems.add(file.filename().string(), "-", "not a JSON object");
  return std::nullopt;
}

std::string normalised_pattern(const std::string& pattern) {
  std::string out;
  for (std::size_t start = 0; start <= pattern.size();) {
    const std::size_t dots = std::min(pattern.find("..", start), pattern.size());
    if (!out.empty()) out += "..";
    out += normalised(pattern.substr(start, dots - start));
    start = dots + 2;
  }
  return out;
}

// The {placeholders} of a text.
std::set<std::string> placeholders(const std::string& text) {
  std::set<std::string> found;
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string::npos) break;
    found.insert(text.substr(open, close - open + 1));
  }
  return found;
}

using Fields = std::map<std::string, std::string>;

Fields fields_of(const json& variant, const char* language, const std::string& name, const std::string& file,
                 Problems& problems) {
  Fields fields;
  const auto found = variant.is_object() ? variant.find(language) : variant.end();
  if (!variant.is_object() || found == variant.end() || !found->is_object() || !found->contains("text")) {
    problems.add(file, name, std::string("no text in language ") + language);
    return fields;
  }
  for (const auto& [field, text] : found->items()) {
    if (text.is_string() && !text.get_ref<const std::string&>().empty()) {
      fields[field] = text.get<std::string>();
    } else {
      problems.add(file, name, std::string(language) + "." + field + ": not a text");
    }
  }
  return fields;
}

void compare(const Fields& en, const Fields& ja, const std::string& name, const std::string& file, Problems& problems) {
  for (const auto& [field, text] : en) {
    const auto other = ja.find(field);
    if (other == ja.end()) {
      problems.add(file, name, "ja." + field + " is missing");
    } else if (placeholders(text) != placeholders(other->second)) {
      problems.add(file, name, field + ": the languages use different placeholders");
    }
  }
  for (const auto& [field, text] : ja) {
    if (!en.contains(field)) problems.add(file, name, "en." + field + " is missing");
  }
}

std::string source_of(std::string_view type, std::string_view function,
                      const std::vector<std::pair<std::string, std::string>>& rows) {
  std::string source =
      "// Made by compile_knowledge.\n#include <array>\n\n#include \"knowledge/words.h\"\n\nnamespace "
      "mekiki::knowledge {\n"
      "using namespace std::string_view_literals;\nnamespace {\nconstexpr std::array<" +
      std::string(type) + ", " + std::to_string(rows.size()) + "> rows = {{\n";
  for (const auto& [first, second] : rows) source += "    {" + cpp_literal(first) + ", " + cpp_literal(second) + "},\n";
  return source + "}};\n}  // namespace\n\nstd::span<const " + std::string(type) + "> " + std::string(function) +
         "() { return rows; }\n\n}  // namespace mekiki::knowledge\n";
}

}  // namespace

std::string compile_phrases(const std::vector<std::filesystem::path>& files, Problems& problems) {
  std::set<std::pair<std::string, std::string>> rows;
  for (const std::filesystem::path& file : files) {
    const auto root = read_object(file, problems);
    if (!root) continue;
    const auto kinds = root->find("phrases");
    for (const char* key : {"language", "source", "date"}) {
      if (!root->contains(key)) problems.add(file.filename().string(), "-", std::string(key) + " is missing");
    }
    if (kinds == root->end() || !kinds->is_object()) {
      problems.add(file.filename().string(), "phrases", "not an object");
      continue;
    }
    for (const auto& [kind, phrases] : kinds->items()) {
      for (const json& phrase : phrases) {
        std::string pattern = phrase.is_string() ? normalised_pattern(phrase.get<std::string>()) : std::string{};
        if (pattern.size() < 3) problems.add(file.filename().string(), kind, "a phrase is too short");
        rows.emplace(kind, std::move(pattern));
      }
    }
  }
  return source_of("PhraseRecord", "phrases", {rows.begin(), rows.end()});
}

std::string compile_texts(const std::vector<std::filesystem::path>& files, Problems& problems) {
  std::map<std::string, std::string> rows;
  for (const std::filesystem::path& path : files) {
    const auto root = read_object(path, problems);
    if (!root) continue;
    const std::string file = path.filename().string();
    const std::string code = root->value("code", "");
    if (path.stem() != code) problems.add(file, "code", "is not the file's name");
    const auto variants = root->find("variants");
    if (variants == root->end() || !variants->is_object()) {
      problems.add(file, "variants", "not an object");
      continue;
    }
    for (const auto& [variant, languages] : variants->items()) {
      const Fields en = fields_of(languages, "en", variant, file, problems);
      const Fields ja = fields_of(languages, "ja", variant, file, problems);
      compare(en, ja, variant, file, problems);
      for (const auto& [field, text] : en) rows[code + "/" + variant + "/" + field + "/en"] = text;
      for (const auto& [field, text] : ja) rows[code + "/" + variant + "/" + field + "/ja"] = text;
    }
  }
  return source_of("TextRecord", "texts", {rows.begin(), rows.end()});
}

}  // namespace mekiki::knowledge
