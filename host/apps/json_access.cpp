#include "apps/json_access.h"

namespace mekiki::apps {

const nlohmann::json& member(const nlohmann::json& object, std::string_view key) {
  static const nlohmann::json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(key);
  return found == object.end() ? nothing : *found;
}

const nlohmann::json::array_t& items(const nlohmann::json& array) {
  static const nlohmann::json::array_t nothing;
  const auto* found = array.get_ptr<const nlohmann::json::array_t*>();
  return found == nullptr ? nothing : *found;
}

std::string text_of(const nlohmann::json& value) {
  if (value.is_string()) return value.get_ref<const std::string&>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  return {};
}

std::string place_of(const nlohmann::json& value) {
  if (!value.is_object()) return text_of(value);
  std::vector<std::string> parts;
  for (const char* key : {"city", "region", "country"}) {
    if (std::string part = text_at(value, key); !part.empty()) parts.push_back(std::move(part));
  }
  return joined(parts, ", ");
}

std::vector<std::string> texts_of(const nlohmann::json& value) {
  std::vector<std::string> texts;
  if (value.is_string()) texts.push_back(text_of(value));
  for (const auto& item : items(value)) {
    if (std::string text = text_of(item); !text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

}  // namespace mekiki::apps
