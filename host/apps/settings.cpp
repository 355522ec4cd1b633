#include "apps/settings.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

#include "apps/settings_lists.h"
#include "apps/settings_world.h"
#include "base/utf8.h"

namespace mekiki::apps {
namespace {

constexpr std::size_t settings_bytes = 1u << 20;

struct Lines {
  std::map<std::string, std::size_t, std::less<>> of_key;
  std::vector<std::pair<std::string, std::size_t>> doubled;

  [[nodiscard]] std::size_t line(std::string_view key) const {
    const auto found = of_key.find(key);
    return found == of_key.end() ? 0 : found->second;
  }
};

// Counts the line ends that the JSON reader has taken in, so that a key's line is known when it is reported.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* lines) : at_(at), lines_(lines) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    if (*at_ == '\n') ++*lines_;
    ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  std::size_t* lines_;
};

// Notes the line of each key of the outermost object; a broken text ends it.
class LineFinder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit LineFinder(const std::size_t& current) : line_(current) {}

  bool null() override { return item(); }
  bool boolean(bool) override { return item(); }
  bool number_integer(number_integer_t) override { return item(); }
  bool number_unsigned(number_unsigned_t) override { return item(); }
  bool number_float(number_float_t, const string_t&) override { return item(); }
  bool string(string_t&) override { return item(); }
  bool binary(binary_t&) override { return item(); }
  bool start_object(std::size_t) override { return item() && deeper(); }
  bool end_object() override { return --depth_, true; }
  bool start_array(std::size_t) override { return item() && deeper(); }
  bool end_array() override { return --depth_, true; }
  bool key(string_t& name) override {
    if (depth_ == 1) {
      top_ = name;
      items_ = 0;
      if (!lines.of_key.emplace(name, line_).second) lines.doubled.emplace_back(name, line_);
    } else if (depth_ == in_list + 1) {
      inner_ = item_ + "." + name;
      note(inner_);
    } else if (depth_ == in_list + 2) {
      note(inner_ + "." + name);
    }
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) override {
    failed = true;
    line = line_;
    detail = error.what();
    return false;
  }

  Lines lines;
  bool failed = false;
  std::size_t line = 0;
  std::string detail;

 private:
  // A value begins; those of an outermost list are counted.
  bool item() {
    if (depth_ == in_list) {
      item_ = top_ + "[" + std::to_string(items_++) + "]";
      note(item_);
    }
    return true;
  }
  void note(const std::string& path) {
    if (lines.of_key.size() < 100'000) lines.of_key.emplace(path, line_);
  }
  bool deeper() {
    if (++depth_ <= deepest) return true;
    failed = true;
    line = line_;
    detail = "nested too deeply";
    return false;
  }

  static constexpr int deepest = 16;
  static constexpr int in_list = 2;  // inside the array that is the value of an outermost key
  const std::size_t& line_;
  int depth_ = 0;
  std::string top_, item_, inner_;  // the outermost key, and the places inside its list
  std::size_t items_ = 0;
};

enum class Shape { boolean, string, strings, objects };

struct Key {
  std::string_view name;
  Shape shape;
  std::string_view value_kind;  // "language" | "domain" | "server" | "path"
};

constexpr std::array keys = {
    Key{"auto_check", Shape::boolean, ""},
    Key{"auto_check_known", Shape::boolean, ""},
    Key{"dns", Shape::boolean, ""},
    Key{"place", Shape::boolean, ""},
    Key{"language", Shape::string, "language"},
    Key{"own_domains", Shape::strings, "domain"},
    Key{"own_servers", Shape::strings, "server"},
    Key{"report_to", Shape::string, "address"},
    Key{"dns_servers", Shape::strings, "server"},
    Key{"place_databases", Shape::strings, "path"},
    Key{"remember", Shape::boolean, ""},
    Key{"lists", Shape::boolean, ""},
    Key{"registration", Shape::boolean, ""},
    Key{"rdap_bootstrap", Shape::string, "file"},
    Key{"whois_servers", Shape::objects, ""},
    Key{"cache", Shape::boolean, ""},
    Key{"shared_cache", Shape::string, "cache"},
    Key{"shared_cache_password", Shape::string, "secret"},
    Key{"ca_file", Shape::string, "file"},
    Key{"list_zones", Shape::objects, ""},
    Key{"list_feeds", Shape::objects, ""},
    Key{"vips", Shape::objects, ""},
    Key{"brands", Shape::objects, ""},
};

std::string_view name_of(Shape shape) {
  switch (shape) {
    case Shape::boolean:
      return "boolean";
    case Shape::string:
      return "string";
    case Shape::objects:
      return "objects";
    case Shape::strings:
      break;
  }
  return "strings";
}

bool has_shape(const nlohmann::json& value, Shape shape) {
  switch (shape) {
    case Shape::boolean:
      return value.is_boolean();
    case Shape::string:
      return value.is_string();
    case Shape::objects:
      return value.is_array();
    case Shape::strings:
      break;
  }
  return value.is_array() && std::all_of(value.begin(), value.end(), [](const auto& item) { return item.is_string(); });
}

bool is_good_value(std::string_view kind, std::string_view value) {
  if (kind == "language") return value.empty() || value == "en" || value == "ja";
  if (kind == "address") {  // empty: nowhere
    return value.empty() || (value.size() <= 320 && value.find('@') != std::string_view::npos &&
                             value.find_first_of(" \t\r\n<>,;\"") == std::string_view::npos);
  }
  if (kind == "path") return !value.empty();
  if (kind == "file") return value.empty() || value.front() == '/';
  if (kind == "secret") return value.size() <= 500;
  if (kind == "cache") return is_cache_address(value);
  if (value.empty() || value.size() > 260) return false;
  const bool clean = std::none_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '/' || c == '@' || c == '\x7f';
  });
  if (kind == "domain") return clean && value.find('.') != std::string_view::npos && value.front() != '.';
  return clean;
}

// How many single-letter changes make one word of the other; for guessing what was meant.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string nearest_key(std::string_view name) {
  std::string_view nearest;
  std::size_t least = 4;
  const std::string lower = ascii_lower(name.substr(0, 64));
  for (const Key& key : keys) {
    if (const std::size_t d = distance(lower, key.name); d < least) {
      least = d;
      nearest = key.name;
    }
  }
  return std::string(nearest);
}

std::string written(const nlohmann::json& value) {
  return std::string(cut_on_character(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), 80));
}

void set(Settings& settings, std::string_view name, const nlohmann::json& value) {
  if (name == "auto_check") settings.auto_check = value.get<bool>();
  if (name == "auto_check_known") settings.auto_check_known = value.get<bool>();
  if (name == "dns") settings.dns = value.get<bool>();
  if (name == "place") settings.place = value.get<bool>();
  set_world(settings, name, value);
  if (name == "remember") settings.remember = value.get<bool>();
  if (name == "language") settings.language = value.get<std::string>();
  if (name == "own_domains") settings.own_domains = value.get<std::vector<std::string>>();
  if (name == "report_to") settings.report_to = value.get<std::string>();
  if (name == "own_servers") settings.own_servers = value.get<std::vector<std::string>>();
  if (name == "dns_servers") settings.dns_servers = value.get<std::vector<std::string>>();
  if (name == "place_databases") settings.place_databases = value.get<std::vector<std::string>>();
}

// nullopt: good.
std::optional<SettingsProblem> problem_of(const std::string& name, const nlohmann::json& value) {
  const auto* key = std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return k.name == name; });
  if (key == keys.end()) return SettingsProblem{0, "unknown_key", name, nearest_key(name), {}};
  if (!has_shape(value, key->shape)) {
    return SettingsProblem{0, "wrong_type", name, std::string(name_of(key->shape)), written(value)};
  }
  if (key->shape == Shape::boolean || key->shape == Shape::objects) return std::nullopt;
  const nlohmann::json list = value.is_array() ? value : nlohmann::json::array({value});
  for (const auto& item : list) {
    if (!is_good_value(key->value_kind, item.get_ref<const std::string&>())) {
      return SettingsProblem{0, "bad_value", name, std::string(key->value_kind), written(item)};
    }
  }
  return std::nullopt;
}

// The line of the nearest place around it that has one: "vips[2].addresses", "vips[2]", "vips".
std::size_t line_around(const Lines& lines, std::string path) {
  while (true) {
    if (const std::size_t line = lines.line(path); line != 0) return line;
    const std::size_t cut = path.find_last_of(".[");
    if (cut == std::string::npos) return 0;
    path.resize(cut);
  }
}

bool is_list_of_objects(std::string_view name) {
  const auto* key = std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return k.name == name; });
  return key != keys.end() && key->shape == Shape::objects;
}

void set_list_of(Settings& settings, std::string_view name, const nlohmann::json& value,
                 std::vector<ListProblem>& found) {
  if (name == "vips") settings.vips = good_people(value, found);
  if (name == "brands") settings.brands = good_organisations(value, found);
  if (name == "list_zones") settings.list_zones = good_zones(value, found);
  if (name == "list_feeds") settings.list_feeds = good_feeds(value, found);
  if (name == "whois_servers") settings.whois_servers = good_whois_servers(value, found);
}

void set_list(Settings& settings, const std::string& name, const nlohmann::json& value, const Lines& lines,
              std::vector<SettingsProblem>& problems) {
  std::vector<ListProblem> found;
  set_list_of(settings, name, value, found);
  for (ListProblem& problem : found) {
    const std::string path = name + problem.path;
    problems.push_back({line_around(lines, path), std::move(problem.code), path, std::move(problem.expected),
                        std::move(problem.detail)});
  }
}

std::vector<SettingsProblem> apply(const nlohmann::json& object, const Lines& lines, Settings& settings) {
  std::vector<SettingsProblem> problems;
  if (!object.is_object()) return {SettingsProblem{0, "not_an_object", {}, {}, {}}};
  for (const auto& [name, value] : object.items()) {
    // An editor's help; says nothing.
    if (name == "$schema") continue;
    if (auto problem = problem_of(name, value)) {
      problem->line = lines.line(name);
      problems.push_back(std::move(*problem));
    } else if (value.is_array() && is_list_of_objects(name)) {
      set_list(settings, name, value, lines, problems);
    } else {
      set(settings, name, value);
    }
  }
  for (const auto& [name, line] : lines.doubled) problems.push_back({line, "doubled_key", name, {}, {}});
  std::sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  return problems;
}

std::filesystem::path user_folder() {
  const char* folder = std::getenv("XDG_CONFIG_HOME");  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  if (folder != nullptr && *folder == '/') return folder;
  const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe)
  if (home != nullptr && *home != '\0') return std::filesystem::path(home) / ".config";
  return {};
}

}  // namespace

std::vector<SettingsProblem> apply_settings(const nlohmann::json& object, Settings& settings) {
  return apply(object, Lines{}, settings);
}

std::vector<SettingsProblem> apply_settings(std::string_view json, Settings& settings) {
  std::size_t line = 1;
  LineFinder finder(line);
  const char* const begin = json.data();  // NOLINT(bugprone-suspicious-stringview-data-usage): with its end below
  const char* const end = begin + json.size();
  nlohmann::json::sax_parse(CountingIterator(begin, &line), CountingIterator(end, &line), &finder);
  if (finder.failed) return {SettingsProblem{finder.line, "syntax", {}, {}, finder.detail}};
  const auto object = nlohmann::json::parse(json, nullptr, false);
  if (!object.is_object()) return {SettingsProblem{1, "not_an_object", {}, {}, {}}};
  return apply(object, finder.lines, settings);
}

std::vector<std::filesystem::path> settings_files() {
  std::vector<std::filesystem::path> files = {"/etc/mekiki/config.json"};
  if (const auto folder = user_folder(); !folder.empty()) files.push_back(folder / "mekiki" / "config.json");
  return files;
}

Result<std::string> read_settings_file(const std::filesystem::path& file) {
  std::error_code error;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file, error)) return Error{"no_input", file.string()};
  std::string text(settings_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > settings_bytes) return Error{"too_large", file.string()};
  return text;
}

Settings read_settings(std::vector<SettingsFileProblems>& problems) {
  Settings settings;
  for (const auto& file : settings_files()) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) continue;
    const auto text = read_settings_file(file);
    auto found = text.ok() ? apply_settings(std::string_view(*text), settings)
                           : std::vector{SettingsProblem{0, "syntax", {}, {}, text.error().code}};
    if (!found.empty()) problems.push_back({file, std::move(found)});
  }
  return settings;
}

}  // namespace mekiki::apps
