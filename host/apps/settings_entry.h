// Reading a list of objects in a settings file, entry by entry: what is good is kept, what is not is said.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "apps/settings_lists.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::apps {

inline constexpr std::size_t settings_name_bytes = 200;

inline std::string written_setting(const nlohmann::json& value) {
  return std::string(cut_on_character(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), 80));
}

inline bool is_setting_text(const nlohmann::json& value, std::size_t most) {
  const auto* text = value.get_ptr<const std::string*>();
  return text != nullptr && !trim_ascii(*text).empty() && text->size() <= most;
}

// Checks one entry and says what is wrong with it; good() is true if nothing is.
class SettingsEntry {
 public:
  SettingsEntry(const nlohmann::json& entry, std::string path, std::vector<ListProblem>& problems)
      : entry_(entry), path_(std::move(path)), problems_(problems), before_(problems.size()) {}

  bool is_object() {
    if (entry_.is_object()) return true;
    say("", "wrong_type", "object", written_setting(entry_));
    return false;
  }
  void only(std::initializer_list<std::string_view> keys) {
    for (const auto& [key, value] : entry_.items()) {
      if (std::find(keys.begin(), keys.end(), key) == keys.end())
        say("." + key, "unknown_key", "", written_setting(value));
    }
  }
  void text(const char* key, bool needed, std::string_view kind, bool (*is_good)(std::string_view)) {
    const auto found = entry_.find(key);
    if (found == entry_.end()) {
      if (needed) say(std::string(".") + key, "missing", kind, "");
    } else if (!is_setting_text(*found, settings_name_bytes) || !is_good(found->get_ref<const std::string&>())) {
      say(std::string(".") + key, "bad_value", kind, written_setting(*found));
    }
  }
  void texts(const char* key, bool needed, std::string_view kind, bool (*is_good)(std::string_view)) {
    const auto found = entry_.find(key);
    if (found == entry_.end() || (found->is_array() && found->empty())) {
      if (needed) say(std::string(".") + key, "missing", kind, "");
      return;
    }
    if (!found->is_array()) return say(std::string(".") + key, "wrong_type", "strings", written_setting(*found));
    for (const nlohmann::json& item : *found) {
      if (!is_setting_text(item, limits::address_bytes) || !is_good(item.get_ref<const std::string&>())) {
        say(std::string(".") + key, "bad_value", kind, written_setting(item));
      }
    }
  }
  void say(const std::string& place, const char* code, std::string_view expected, std::string detail) {
    problems_.push_back({path_ + place, code, std::string(expected), std::move(detail)});
  }
  [[nodiscard]] bool good() const { return problems_.size() == before_; }

 private:
  const nlohmann::json& entry_;
  std::string path_;
  std::vector<ListProblem>& problems_;
  std::size_t before_;
};

template <class Check>
nlohmann::json good_entries(const nlohmann::json& list, std::vector<ListProblem>& problems, Check check) {
  nlohmann::json good = nlohmann::json::array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string path = "[" + std::to_string(i) + "]";
    SettingsEntry entry(list[i], path, problems);
    if (i >= limits::settings_items) {
      entry.say("", "bad_value", "fewer", "");
      break;
    }
    if (entry.is_object()) check(list[i], path, entry);
    if (entry.good()) good.push_back(list[i]);
  }
  return good;
}

}  // namespace mekiki::apps
