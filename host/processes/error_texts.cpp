#include "processes/error_texts.h"

#include <nlohmann/json.hpp>

#include "error_texts_data.h"

namespace mekiki::processes {

std::string error_text(std::string_view code, std::string_view language) {
  static const nlohmann::json texts = nlohmann::json::parse(error_texts_json);
  auto entry = texts.find(code);
  if (entry == texts.end()) entry = texts.find("internal");
  return entry->at(language == "ja" ? "ja" : "en").get<std::string>();
}

}  // namespace mekiki::processes
