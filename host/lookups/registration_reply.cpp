#include "lookups/registration_reply.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::lookups {
namespace {

using nlohmann::json;
using questions::Answer;

constexpr std::size_t whois_lines = 2000;

struct Told {
  std::string registrar, country, created;

  [[nodiscard]] Answer answer() const {
    std::vector<std::string> values;
    if (!country.empty()) values.push_back("country=" + country);
    if (!created.empty()) values.push_back("created=" + created);
    if (!registrar.empty()) values.push_back("registrar=" + registrar);
    return values.empty() ? Answer::unknown("error") : Answer::yes(std::move(values));
  }
};

// Bounded, valid, one line; empty where a registry only says that it does not tell.
std::string told(std::string_view text) {
  std::string word = to_valid_utf8(trim_ascii(text));
  for (char& c : word) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
  }
  word = shorten(word, limits::place_string_bytes);
  const std::string lower = ascii_lower(word);
  for (const std::string_view none : {"redacted", "not disclosed", "data protected", "privacy", "withheld", "n/a"}) {
    if (lower.find(none) != std::string::npos) return {};
  }
  return word;
}

std::string country_code(std::string_view text) {
  const std::string word = told(text);
  const bool letters = word.size() == 2 && std::all_of(word.begin(), word.end(), [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                       });
  if (!letters) return {};
  std::string code = word;
  for (char& c : code) c = static_cast<char>(c & ~0x20);
  return code;
}

const json& member(const json& object, const char* key) {
  static const json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(key);
  return found == object.end() ? nothing : *found;
}

std::string text_at(const json& object, const char* key) {
  const auto* text = member(object, key).get_ptr<const std::string*>();
  return text == nullptr ? std::string() : *text;
}

bool has_role(const json& entity, std::string_view role) {
  const json& roles = member(entity, "roles");
  return roles.is_array() && std::any_of(roles.begin(), roles.end(), [role](const json& item) { return item == role; });
}

// jCard (RFC 7095): ["vcard", [[name, parameters, type, value], ...]]
void read_card(const json& entity, std::string* name, std::string& country) {
  const json& card = member(entity, "vcardArray");
  if (!card.is_array() || card.size() < 2 || !card[1].is_array()) return;
  for (const json& property : card[1]) {
    if (!property.is_array() || property.size() < 4 || !property[0].is_string()) continue;
    if (property[0] == "fn" && property[3].is_string() && name != nullptr && name->empty()) {
      *name = told(property[3].get_ref<const std::string&>());
    }
    if (property[0] != "adr" || !country.empty()) continue;
    country = country_code(text_at(property[1], "cc"));
    const json& parts = property[3];
    if (country.empty() && parts.is_array() && parts.size() == 7 && parts[6].is_string()) {
      country = country_code(parts[6].get_ref<const std::string&>());
    }
  }
}

struct Line {
  std::string key;  // lower case
  std::string_view value;
};

// "key: value", "[key] value", "a. [key] value"
std::optional<Line> split(std::string_view text) {
  text = trim_ascii(text);
  if (const std::size_t open = text.find('['); open <= 3) {
    const std::size_t close = text.find(']', open);
    if (close == std::string_view::npos) return std::nullopt;
    return Line{ascii_lower(trim_ascii(text.substr(open + 1, close - open - 1))), trim_ascii(text.substr(close + 1))};
  }
  if (text.empty() || text.front() == '%' || text.front() == '#' || text.front() == '>') return std::nullopt;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 60) return std::nullopt;
  std::string_view key = text.substr(0, colon);
  while (key.ends_with('.') || key.ends_with(' ') || key.ends_with('\t')) key.remove_suffix(1);
  return Line{ascii_lower(key), trim_ascii(text.substr(colon + 1))};
}

template <std::size_t count>
bool among(const std::array<std::string_view, count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr auto registrar_keys =
    std::to_array<std::string_view>({"registrar", "registrar name", "sponsoring registrar", "registrar organization",
                                     "registrar-name", "authorized agency"});
constexpr auto created_keys = std::to_array<std::string_view>(
    {"creation date", "created", "created on", "created date", "registered", "registered on", "registered date",
     "registration date", "registration time", "domain registered", "domain name commencement date",
     "domain_dateregistered", "\xE7\x99\xBB\xE9\x8C\xB2\xE5\xB9\xB4\xE6\x9C\x88\xE6\x97\xA5"});  // touroku nengappi
constexpr auto country_keys = std::to_array<std::string_view>({"registrar country", "registrant country", "country"});

// The whole answer says that there is no such name, or that we ask too often.
std::optional<Answer> refusal(std::string_view text) {
  const std::string lower = ascii_lower(text.substr(0, 2000));
  for (const std::string_view words : {"limit exceeded", "quota exceeded", "too many requests", "exceeded the maximum",
                                       "query rate", "access denied", "try again later"}) {
    if (lower.find(words) != std::string::npos) return Answer::unknown("limit");
  }
  for (const std::string_view words :
       {"no match", "not found", "no entries found", "no data found", "no object found", "status: free",
        "status: available", "nothing found", "does not exist",
        "\u8A72\u5F53\u3059\u308B\u30C7\u30FC\u30BF\u304C\u3042\u308A\u307E\u305B\u3093"}) {  // there is no such data
    if (lower.find(words) != std::string::npos) return Answer::no();
  }
  return std::nullopt;
}

bool digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string month_number(std::string_view name) {
  constexpr auto months = std::to_array<std::string_view>(
      {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
  const std::string lower = ascii_lower(name.substr(0, 3));
  const auto* found = std::find(months.begin(), months.end(), lower);
  if (found == months.end()) return {};
  const auto number = found - months.begin() + 1;
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::optional<std::string> date_of(std::string_view year, std::string month, std::string day) {
  if (month.size() == 1) month.insert(0, "0");
  if (day.size() == 1) day.insert(0, "0");
  if (year.size() != 4 || !digits(year) || month.size() != 2 || !digits(month) || day.size() != 2 || !digits(day)) {
    return std::nullopt;
  }
  if (year < "1980" || month < "01" || month > "12" || day < "01" || day > "31") return std::nullopt;
  return std::string(year) + "-" + month + "-" + day;
}

}  // namespace

std::optional<std::string> plain_date(std::string_view written) {
  written = trim_ascii(written);
  const std::string_view word = written.substr(0, written.find_first_of(" T\t,"));
  if (word.size() == 8 && digits(word)) {
    return date_of(word.substr(0, 4), std::string(word.substr(4, 2)), std::string(word.substr(6)));
  }
  const std::size_t one = word.find_first_of("-/.");
  const std::size_t two = one == std::string_view::npos ? one : word.find_first_of("-/.", one + 1);
  if (two == std::string_view::npos) return std::nullopt;
  const std::string_view a = word.substr(0, one);
  const std::string_view b = word.substr(one + 1, two - one - 1);
  std::string_view c = word.substr(two + 1);
  while (c.ends_with('.')) c.remove_suffix(1);
  const std::string month = digits(b) ? std::string(b) : month_number(b);
  return a.size() == 4 ? date_of(a, month, std::string(c)) : date_of(c, month, std::string(a));
}

Answer read_rdap_reply(std::string_view text) {
  const json object = json::parse(text, nullptr, false);
  if (!object.is_object() || text_at(object, "objectClassName") != "domain") return Answer::unknown("invalid");
  Told found;
  if (const json& events = member(object, "events"); events.is_array()) {
    for (const json& event : events) {
      if (text_at(event, "eventAction") == "registration") {
        found.created = plain_date(text_at(event, "eventDate")).value_or(found.created);
      }
    }
  }
  if (const json& entities = member(object, "entities"); entities.is_array()) {
    for (const json& entity : entities) {
      if (has_role(entity, "registrar")) read_card(entity, &found.registrar, found.country);
    }
    for (const json& entity : entities) {
      if (found.country.empty() && has_role(entity, "registrant")) read_card(entity, nullptr, found.country);
    }
  }
  return found.answer();
}

Answer read_whois_reply(std::string_view text, std::string_view ending) {
  Told found;
  bool registrar_follows = false;  // "Registrar:" alone, its name on the next line
  std::size_t lines = 0;
  for (std::string_view rest = text; !rest.empty() && lines < whois_lines; ++lines) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view raw = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto line = split(raw);
    if (std::exchange(registrar_follows, false) && found.registrar.empty() && !trim_ascii(raw).empty()) {
      const bool named = line && (line->key == "organization" || line->key == "name");
      std::string_view name = named ? line->value : trim_ascii(raw);
      found.registrar = told(name.substr(0, name.find(" [Tag =")));
      if (named || !line) continue;
    }
    if (!line) {
      registrar_follows = ascii_lower(trim_ascii(raw)) == "registrar";
      continue;
    }
    if (found.registrar.empty() && among(registrar_keys, line->key)) {
      found.registrar = told(line->value);
      registrar_follows = line->value.empty();
    }
    if (found.created.empty() && among(created_keys, line->key)) {
      found.created = plain_date(line->value).value_or("");
    }
    if (found.country.empty() && among(country_keys, line->key)) found.country = country_code(line->value);
  }
  Answer answer = found.answer();
  if (answer.outcome == questions::Outcome::yes) {
    // JPRS names no registrars, and registers for those at home in Japan.
    if (ending == "jp" && found.country.empty()) answer.values.insert(answer.values.begin(), "country=JP");
    return answer;
  }
  return refusal(text).value_or(answer);
}

}  // namespace mekiki::lookups
