#include "apps/settings_lists.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::apps {
namespace {

using nlohmann::json;

constexpr std::size_t name_bytes = 200;

std::string written(const json& value) {
  return std::string(cut_on_character(value.dump(-1, ' ', false, json::error_handler_t::replace), 80));
}

bool is_text(const json& value, std::size_t most) {
  const auto* text = value.get_ptr<const std::string*>();
  return text != nullptr && !trim_ascii(*text).empty() && text->size() <= most;
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

// Checks one entry and says what is wrong with it; good() is true if nothing is.
class Entry {
 public:
  Entry(const json& entry, std::string path, std::vector<ListProblem>& problems)
      : entry_(entry), path_(std::move(path)), problems_(problems), before_(problems.size()) {}

  bool is_object() {
    if (entry_.is_object()) return true;
    say("", "wrong_type", "object", written(entry_));
    return false;
  }
  void only(std::initializer_list<std::string_view> keys) {
    for (const auto& [key, value] : entry_.items()) {
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) say("." + key, "unknown_key", "", written(value));
    }
  }
  void text(const char* key, bool needed, std::string_view kind, bool (*is_good)(std::string_view)) {
    const auto found = entry_.find(key);
    if (found == entry_.end()) {
      if (needed) say(std::string(".") + key, "missing", kind, "");
    } else if (!is_text(*found, name_bytes) || !is_good(found->get_ref<const std::string&>())) {
      say(std::string(".") + key, "bad_value", kind, written(*found));
    }
  }
  void texts(const char* key, bool needed, std::string_view kind, bool (*is_good)(std::string_view)) {
    const auto found = entry_.find(key);
    if (found == entry_.end() || (found->is_array() && found->empty())) {
      if (needed) say(std::string(".") + key, "missing", kind, "");
      return;
    }
    if (!found->is_array()) return say(std::string(".") + key, "wrong_type", "strings", written(*found));
    for (const json& item : *found) {
      if (!is_text(item, limits::address_bytes) || !is_good(item.get_ref<const std::string&>())) {
        say(std::string(".") + key, "bad_value", kind, written(item));
      }
    }
  }
  void say(const std::string& place, const char* code, std::string_view expected, std::string detail) {
    problems_.push_back({path_ + place, code, std::string(expected), std::move(detail)});
  }
  [[nodiscard]] bool good() const { return problems_.size() == before_; }

 private:
  const json& entry_;
  std::string path_;
  std::vector<ListProblem>& problems_;
  std::size_t before_;
};

bool any_text(std::string_view) { return true; }

void check_names(const json& entry, const std::string& path, Entry& whole, std::vector<ListProblem>& problems) {
  const auto found = entry.find("names");
  if (found == entry.end()) return whole.say(".names", "missing", "names", "");
  Entry names(*found, path + ".names", problems);
  if (!names.is_object()) return;
  names.only({"en", "ja", "aliases"});
  names.text("en", false, "name", any_text);
  names.text("ja", false, "name", any_text);
  names.texts("aliases", false, "name", any_text);
  if (!found->contains("en") && !found->contains("ja")) whole.say(".names", "missing", "names", "");
}

template <class Check>
json good_entries(const json& list, std::vector<ListProblem>& problems, Check check) {
  json good = json::array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string path = "[" + std::to_string(i) + "]";
    Entry entry(list[i], path, problems);
    if (i >= limits::settings_items) {
      entry.say("", "bad_value", "fewer", "");
      break;
    }
    if (entry.is_object()) check(list[i], path, entry);
    if (entry.good()) good.push_back(list[i]);
  }
  return good;
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
  return good_entries(list, problems, [](const json&, const std::string&, Entry& entry) {
    entry.only({"name", "addresses"});
    entry.text("name", true, "name", any_text);
    entry.texts("addresses", true, "address", is_mail_address);
  });
}

json good_organisations(const json& list, std::vector<ListProblem>& problems) {
  json good = good_entries(list, problems, [&](const json& value, const std::string& path, Entry& entry) {
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
