#include "report/options.h"

#include <nlohmann/json.hpp>

#include "base/limits.h"

namespace mekiki::report {
namespace {

using nlohmann::json;

const json& member(const json& object, const char* key) {
  static const json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(key);
  return found == object.end() ? nothing : *found;
}

std::string string(const json& object, const char* key) {
  const auto* text = member(object, key).get_ptr<const std::string*>();
  return text == nullptr ? std::string{} : *text;
}

std::vector<std::string> strings(const json& object, const char* key) {
  std::vector<std::string> strings;
  const json& list = member(object, key);
  if (!list.is_array()) return strings;
  for (const json& entry : list) {
    const auto* text = entry.get_ptr<const std::string*>();
    if (text != nullptr && strings.size() < limits::settings_items) strings.push_back(*text);
  }
  return strings;
}

bool flag(const json& object, const char* key) {
  const json& value = member(object, key);
  return value.is_boolean() && value.get<bool>();
}

std::vector<facts::Vip> vips(const json& list) {
  std::vector<facts::Vip> vips;
  if (!list.is_array()) return vips;
  for (const json& entry : list) {
    facts::Vip vip{string(entry, "name"), strings(entry, "addresses")};
    if (!vip.name.empty() && vips.size() < limits::settings_items) vips.push_back(std::move(vip));
  }
  return vips;
}

std::vector<names::OwnBrand> brands(const json& list) {
  std::vector<names::OwnBrand> brands;
  if (!list.is_array()) return brands;
  for (const json& entry : list) {
    const json& names = member(entry, "names");
    names::OwnBrand brand{string(entry, "id"), string(names, "en"), string(names, "ja"), strings(names, "aliases"),
                          strings(entry, "domains")};
    if (!brand.id.empty() && brands.size() < limits::settings_items) brands.push_back(std::move(brand));
  }
  return brands;
}

}  // namespace

Options read_options(const json& given) {
  Options options;
  if (string(given, "language") == "ja") options.language = "ja";
  if (const json& now = member(given, "now"); now.is_number_integer()) options.now = now.get<std::int64_t>();
  options.own_domains = strings(given, "own_domains");
  options.own_servers = strings(given, "own_servers");
  options.reader_addresses = strings(given, "reader_addresses");
  options.learned_servers = strings(given, "learned_servers");
  options.correspondents = flag(given, "correspondents");
  options.lists = flag(given, "lists");
  options.registration = flag(given, "registration");
  options.vips = vips(member(given, "vips"));
  options.brands = brands(member(given, "brands"));
  return options;
}

}  // namespace mekiki::report
