#include "apps/settings_lists.h"

#include <algorithm>
#include <utility>

#include "apps/settings_entry.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::apps {
namespace {

using nlohmann::json;

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool any_text(std::string_view) { return true; }

void check_names(const json& entry, const std::string& path, SettingsEntry& whole, std::vector<ListProblem>& problems) {
  const auto found = entry.find("names");
  if (found == entry.end()) return whole.say(".names", "missing", "names", "");
  SettingsEntry names(*found, path + ".names", problems);
  if (!names.is_object()) return;
  names.only({"en", "ja", "aliases"});
  names.text("en", false, "name", any_text);
  names.text("ja", false, "name", any_text);
  names.texts("aliases", false, "name", any_text);
  if (!found->contains("en") && !found->contains("ja")) whole.say(".names", "missing", "names", "");
}

}  // namespace

bool is_domain_name(std::string_view text) {
  const bool clean = std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '/' || c == '@' || c == ':' || c == '\x7f';
  });
  return clean && text.size() <= limits::domain_bytes && text.find('.') != std::string_view::npos &&
         text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos;
}

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || text.size() > limits::address_bytes) return false;
  return is_domain_name(text.substr(at + 1)) &&
         std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

json good_people(const json& list, std::vector<ListProblem>& problems) {
  return good_entries(list, problems, [](const json&, const std::string&, SettingsEntry& entry) {
    entry.only({"name", "addresses"});
    entry.text("name", true, "name", any_text);
    entry.texts("addresses", true, "address", is_mail_address);
  });
}

json good_organisations(const json& list, std::vector<ListProblem>& problems) {
  json good = good_entries(list, problems, [&](const json& value, const std::string& path, SettingsEntry& entry) {
    entry.only({"id", "names", "domains"});
    entry.text("id", true, "id", is_id);
    entry.texts("domains", true, "domain", is_domain_name);
    check_names(value, path, entry, problems);
  });
  for (json& entry : good) {
    for (json& domain : entry["domains"]) domain = ascii_lower(domain.get_ref<const std::string&>());
  }
  return good;
}

}  // namespace mekiki::apps
