#include "knowledge/compile/source.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "base/utf8.h"

namespace mekiki::knowledge {

using nlohmann::json;

void Problems::add(std::string_view file, std::string_view entry, std::string_view what) {
  std::string line(file);
  if (!entry.empty()) line.append(": ").append(entry);
  lines_.push_back(line.append(": ").append(what));
}

namespace {

std::string entry_name(const json& value, std::string_view name_key, std::size_t index) {
  if (value.is_object()) {
    if (const auto found = value.find(name_key); found != value.end()) {
      if (found->is_string()) return found->get<std::string>();
      if (found->is_array() && !found->empty() && found->front().is_string()) return found->front().get<std::string>();
    }
  }
  return "entry " + std::to_string(index + 1);
}

// nlohmann::json keeps the last of two equal keys without a word; a knowledge file must not have them.
json parse_without_duplicates(std::istream& in, std::vector<std::string>& duplicates) {
  std::vector<std::set<std::string>> open;
  const json::parser_callback_t callback = [&](int, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::object_start) open.emplace_back();
    if (event == json::parse_event_t::object_end) open.pop_back();
    if (event == json::parse_event_t::key && !open.back().insert(parsed.get<std::string>()).second)
      duplicates.push_back(parsed.get<std::string>());
    return true;
  };
  return json::parse(in, callback, false);
}

}  // namespace

std::vector<SourceEntry> read_list(const std::filesystem::path& file, std::string_view list, std::string_view name_key,
                                   Problems& problems) {
  const std::string name = file.filename().string();
  std::ifstream in(file, std::ios::binary);
  std::vector<std::string> duplicates;
  const json document = parse_without_duplicates(in, duplicates);
  for (const std::string& key : duplicates) problems.add(name, "", "member \"" + key + "\" twice in one object");
  const auto entries = document.is_object() ? document.find(list) : document.end();
  if (!document.is_object() || entries == document.end() || !entries->is_array() || entries->empty()) {
    problems.add(name, "", "not a JSON object with a list \"" + std::string(list) + '"');
    return {};
  }
  for (const auto& [key, value] : document.items())
    if (key != list && key != "$schema") problems.add(name, "", "unknown member \"" + key + '"');

  std::vector<SourceEntry> found;
  for (std::size_t i = 0; i < entries->size(); ++i) {
    SourceEntry entry{name, entry_name((*entries)[i], name_key, i), (*entries)[i]};
    if (!entry.value.is_object()) {
      problems.add(name, entry.name, "not an object");
      continue;
    }
    if (!found.empty() && found.back().name >= entry.name)
      problems.add(name, entry.name, "not sorted: comes after \"" + found.back().name + '"');
    found.push_back(std::move(entry));
  }
  return found;
}

const json* EntryReader::member(std::string_view key) {
  asked_.emplace_back(key);
  const auto found = entry_.value.find(key);
  return found == entry_.value.end() ? nullptr : &*found;
}

std::string EntryReader::required_string(std::string_view key) {
  std::string value = optional_string(key);
  if (value.empty()) problem(std::string(key) + ": missing");
  return value;
}

std::string EntryReader::optional_string(std::string_view key) {
  const json* value = member(key);
  if (value == nullptr) return {};
  if (!value->is_string() || value->get_ref<const std::string&>().empty() ||
      !is_valid_utf8(value->get_ref<const std::string&>())) {
    problem(std::string(key) + ": not a string with text");
    return {};
  }
  return value->get<std::string>();
}

std::vector<std::string> EntryReader::strings(std::string_view key, const json& value) {
  if (!value.is_array()) {
    problem(std::string(key) + ": not a list");
    return {};
  }
  std::vector<std::string> found;
  for (const json& item : value) {
    if (!item.is_string() || item.get_ref<const std::string&>().empty()) {
      problem(std::string(key) + ": not a list of strings with text");
    } else if (std::ranges::find(found, item.get_ref<const std::string&>()) != found.end()) {
      problem(std::string(key) + ": \"" + item.get<std::string>() + "\" twice");
    } else {
      found.push_back(item.get<std::string>());
    }
  }
  return found;
}

std::vector<std::string> EntryReader::required_strings(std::string_view key) {
  const json* value = member(key);
  if (value != nullptr) return strings(key, *value);
  problem(std::string(key) + ": missing");
  return {};
}

std::vector<std::string> EntryReader::optional_strings(std::string_view key) {
  const json* value = member(key);
  return value == nullptr ? std::vector<std::string>{} : strings(key, *value);
}

std::vector<std::pair<std::string, std::string>> EntryReader::optional_map(std::string_view key) {
  const json* value = member(key);
  std::vector<std::pair<std::string, std::string>> found;
  if (value == nullptr) return found;
  if (!value->is_object()) problem(std::string(key) + ": not an object");
  if (value->is_object())
    for (const auto& [name, text] : value->items()) {
      if (!text.is_string() || text.get_ref<const std::string&>().empty())
        problem(std::string(key) + ": \"" + name + "\" has no text");
      found.emplace_back(name, text.is_string() ? text.get<std::string>() : std::string());
    }
  return found;
}

void EntryReader::provenance() {
  required_string("source");
  const std::string date = required_string("date");
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool legal = date.size() == 7 && date[4] == '-' && std::ranges::count_if(date, is_digit) == 6 &&
                     date.starts_with("20") && date.substr(5) >= "01" && date.substr(5) <= "12";
  if (!date.empty() && !legal) problem("date: \"" + date + "\" is not YYYY-MM");
}

void EntryReader::no_further_members() {
  for (const auto& [key, value] : entry_.value.items())
    if (std::ranges::find(asked_, key) == asked_.end()) problem("unknown member \"" + key + '"');
}

bool is_legal_domain(std::string_view domain, std::size_t labels) {
  constexpr std::size_t name_bytes = 253;  // RFC 1035 section 2.3.4, without the root's dot
  constexpr std::size_t label_bytes = 63;
  if (domain.empty() || domain.size() > name_bytes) return false;
  std::size_t count = 0;
  std::string_view label;
  while (true) {
    const std::size_t dot = domain.find('.');
    label = domain.substr(0, dot);
    ++count;
    const auto legal = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    if (label.empty() || label.size() > label_bytes || !std::ranges::all_of(label, legal)) return false;
    if (label.front() == '-' || label.back() == '-') return false;
    if (dot == std::string_view::npos) break;
    domain.remove_prefix(dot + 1);
  }
  // The top-level label is never a number, or the name would be an IP address, and has two letters at least.
  return count >= labels && label.size() > 1 && label.front() >= 'a' && label.front() <= 'z';
}

std::string redundant_domain(const std::vector<std::string>& domains) {
  for (const std::string& domain : domains)
    for (const std::string& parent : domains)
      if (domain.ends_with('.' + parent)) return domain;
  return {};
}

}  // namespace mekiki::knowledge
