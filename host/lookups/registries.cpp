#include "lookups/registries.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "registries_data.h"

namespace mekiki::lookups {
namespace {

using nlohmann::json;

constexpr std::size_t bootstrap_bytes = 4u << 20;

std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The first https address of a service, with its slash.
std::string base_of(const json& addresses) {
  if (!addresses.is_array()) return {};
  for (const json& address : addresses) {
    const auto* text = address.get_ptr<const std::string*>();
    if (text != nullptr && text->starts_with("https://")) return text->ends_with('/') ? *text : *text + "/";
  }
  return {};
}

}  // namespace

std::string_view ending_of(std::string_view domain) {
  const std::size_t dot = domain.rfind('.');
  return dot == std::string_view::npos ? domain : domain.substr(dot + 1);
}

void Registries::add_bootstrap(std::string_view text) {
  const json file = json::parse(text, nullptr, false);
  if (!file.is_object() || !file.contains("services") || !file["services"].is_array()) return;
  for (const json& service : file["services"]) {
    if (!service.is_array() || service.size() < 2 || !service[0].is_array()) continue;
    const std::string base = base_of(service[1]);
    if (base.empty()) continue;
    for (const json& ending : service[0]) {
      const auto* name = ending.get_ptr<const std::string*>();
      if (name != nullptr) rdap_[ascii_lower(*name)] = base;
    }
  }
}

Registries::Registries(const std::string& bootstrap, const std::map<std::string, std::string>& whois) {
  add_bootstrap(registries_data);
  const json compiled = json::parse(registries_data, nullptr, false);
  for (const auto& [ending, entry] : compiled.at("whois").items()) {
    std::string query = text_at(entry, "query");
    whois_[ending] = {{}, text_at(entry, "server"), query.empty() ? "{}" : std::move(query)};
  }
  if (std::ifstream file(bootstrap, std::ios::binary); !bootstrap.empty() && file) {
    std::string text(bootstrap_bytes, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    add_bootstrap(text);
  }
  for (const auto& [ending, server] : whois) {
    Registry& registry = whois_[ending];
    registry.whois = server;
    if (registry.query.empty()) registry.query = "{}";
    rdap_.erase(ending);
  }
}

Registry Registries::of(std::string_view domain) const {
  Registry found;
  for (std::string_view ending = domain; !ending.empty();) {
    if (const auto rdap = rdap_.find(ending); found.rdap.empty() && rdap != rdap_.end()) found.rdap = rdap->second;
    if (const auto whois = whois_.find(ending); found.whois.empty() && whois != whois_.end()) {
      found.whois = whois->second.whois;
      found.query = whois->second.query;
    }
    const std::size_t dot = ending.find('.');
    if (dot == std::string_view::npos) break;
    ending.remove_prefix(dot + 1);
  }
  return found;
}

}  // namespace mekiki::lookups
