#include "knowledge/compile/brands.h"

#include <algorithm>
#include <set>

#include "base/normalise.h"
#include "base/utf8.h"
#include "knowledge/compile/readings.h"

namespace mekiki::knowledge {
namespace {

using Strings = std::vector<std::string>;

bool contains(const Strings& list, std::string_view text) { return std::ranges::find(list, text) != list.end(); }

bool is_id(std::string_view id) {
  const auto legal = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !id.empty() && id.size() <= 40 && id.front() != '_' && std::ranges::all_of(id, legal);
}

// Two ASCII letters ("au", "jr") are found everywhere; that is what weak names are for.
bool is_too_short(std::string_view name) {
  constexpr std::size_t letters = 3;
  return name.size() < letters &&
         std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_katakana_only(std::string_view written) {
  bool found = false;
  for (std::size_t position = 0; position < written.size();) {
    const char32_t c = next_code_point(written, position);
    const bool letter = (c >= 0x30A1 && c <= 0x30FA) || (c >= 0xFF66 && c <= 0xFF9D);
    if (!letter && c != 0x30FB && c != 0x30FC && c != ' ') return false;
    found = found || letter;
  }
  return found;
}

Strings normalised_names(EntryReader& reader, BrandSource& brand, std::string_view key, const Strings& written,
                         const Strings& others) {
  Strings names;
  for (const std::string& name : written) {
    std::string plain = normalised(name);
    if (plain.empty()) {
      reader.problem(std::string(key) + ": nothing is left of \"" + name + "\" after normalising");
    } else if (contains(names, plain) || contains(others, plain)) {
      reader.problem(std::string(key) + ": \"" + name + "\" is the same as another name after normalising");
    } else {
      if (is_katakana_only(name)) brand.katakana_names.insert(plain);
      names.push_back(std::move(plain));
    }
  }
  return names;
}

// A reading gives the name in kana, which counts as katakana (hiragana alone may be other words), and in romaji. What
// the entry lists by itself stays as it is listed.
void read_readings(EntryReader& reader, BrandSource& brand) {
  for (const std::string& reading : reader.optional_strings("readings")) {
    if (!is_reading(reading)) {
      reader.problem("readings: \"" + reading + "\" is not hiragana in words parted by single blanks");
      continue;
    }
    const auto add = [&](std::string name) {
      if (!contains(brand.names, name) && !contains(brand.weak_names, name)) brand.names.push_back(std::move(name));
    };
    const std::string kana = normalised(joined(reading));
    if (!contains(brand.names, kana)) brand.katakana_names.insert(kana);
    add(kana);
    for (const std::string& romaji : romaji_of(reading)) add(romaji);
  }
}

void read_names(EntryReader& reader, BrandSource& brand) {
  brand.names = normalised_names(reader, brand, "names", reader.required_strings("names"), {});
  brand.weak_names = normalised_names(reader, brand, "weak_names", reader.optional_strings("weak_names"), brand.names);
  read_readings(reader, brand);
  for (const std::string& name : brand.names)
    if (is_too_short(name)) reader.problem("names: \"" + name + "\" is too short, put it into weak_names");
  for (const std::string& shown : {brand.name_en, brand.name_ja})
    if (!contains(brand.names, normalised(shown)) && !contains(brand.weak_names, normalised(shown)))
      reader.problem("\"" + shown + "\" is shown to readers, but neither in names nor in weak_names");
}

void read_domains(EntryReader& reader, BrandSource& brand) {
  brand.sends_from = reader.required_strings("sends_from");
  brand.links_to = reader.required_strings("links_to");
  for (const Strings* list : {&brand.sends_from, &brand.links_to})
    for (const std::string& domain : *list)
      if (!is_legal_domain(domain, 2)) reader.problem("\"" + domain + "\" is not a domain in canonical form");
  for (const std::string& domain : brand.links_to)
    if (contains(brand.sends_from, domain)) reader.problem("links_to: \"" + domain + "\" is in sends_from already");

  for (const Strings* list : {&brand.sends_from, &brand.links_to})
    if (const std::string domain = redundant_domain(*list); !domain.empty())
      reader.problem("\"" + domain + "\" is below another domain of the list");

  for (const auto& [domain, reason] : reader.optional_map("shared_reason")) {
    brand.shared_reason.emplace(domain, reason);
    if (!contains(brand.sends_from, domain) && !contains(brand.links_to, domain))
      reader.problem("shared_reason: \"" + domain + "\" is not a domain of this entry");
  }
}

void read_labels(EntryReader& reader, BrandSource& brand) {
  brand.labels = reader.required_strings("labels");
  for (const std::string& label : brand.labels)
    if (label.size() < 3 || label.find_first_of("._") != std::string::npos || !is_legal_domain(label + ".jp", 2))
      reader.problem("labels: \"" + label + "\" is not a word of at least three letters, digits or hyphens");
}

void check_country(EntryReader& reader, const BrandSource& brand) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (brand.country.size() != 2 || !std::ranges::all_of(brand.country, is_capital))
    reader.problem("country: \"" + brand.country + "\" is not an ISO 3166-1 alpha-2 code");
  if (brand.file.starts_with("jp_") != (brand.country == "JP"))
    reader.problem("country: organisations of Japan, and only they, are in the files jp_*");
}

BrandSource read_brand(const SourceEntry& entry, Problems& problems) {
  EntryReader reader(entry, problems);
  BrandSource brand;
  brand.file = entry.file;
  brand.id = reader.required_string("id");
  if (!is_id(brand.id)) reader.problem("id: not lower-case letters, digits and underscores");
  brand.name_en = reader.required_string("name_en");
  brand.name_ja = reader.required_string("name_ja");
  brand.kind = static_cast<OrganisationKind>(reader.required_word("kind", organisation_kind_words));
  brand.country = reader.required_string("country");
  brand.group = reader.optional_string("group");
  brand.site = reader.required_string("site");
  check_country(reader, brand);
  read_names(reader, brand);
  read_domains(reader, brand);
  read_labels(reader, brand);
  reader.provenance();
  reader.no_further_members();
  return brand;
}

// Names and labels point to one brand; a domain may be shared, if both brands say why.
class Uniqueness {
 public:
  explicit Uniqueness(Problems& problems) : problems_(problems) {}

  void add(const BrandSource& brand) {
    if (const auto [first, added] = ids_.emplace(brand.id, &brand); !added)
      report(brand, "id", brand.id, *first->second);
    for (const Strings* list : {&brand.names, &brand.weak_names})
      for (const std::string& name : *list)
        if (const auto [first, added] = names_.emplace(name, &brand); !added)
          report(brand, "name", name, *first->second);
    for (const std::string& label : brand.labels)
      if (const auto [first, added] = labels_.emplace(label, &brand); !added)
        report(brand, "label", label, *first->second);
    for (const Strings* list : {&brand.sends_from, &brand.links_to})
      for (const std::string& domain : *list) domains_[domain].insert(&brand);
  }

  void check_domains() {
    for (const auto& [domain, users] : domains_)
      for (const BrandSource* user : users)
        if (user->shared_reason.contains(domain) != (users.size() > 1))
          problems_.add(user->file, user->id,
                        "domain \"" + domain +
                            (users.size() > 1 ? "\" is listed by several brands without a shared_reason"
                                              : "\" has a shared_reason, but no other brand lists it"));
  }

 private:
  using Owners = std::map<std::string, const BrandSource*, std::less<>>;

  void report(const BrandSource& brand, std::string_view what, const std::string& text, const BrandSource& first) {
    problems_.add(brand.file, brand.id,
                  std::string(what) + " \"" + text + "\" belongs to " + first.id + " in " + first.file);
  }

  Problems& problems_;
  Owners ids_, names_, labels_;
  std::map<std::string, std::set<const BrandSource*>> domains_;
};

}  // namespace

std::vector<BrandSource> read_brands(const std::vector<std::filesystem::path>& files, Problems& problems) {
  std::vector<BrandSource> brands;
  for (const std::filesystem::path& file : files)
    for (const SourceEntry& entry : read_list(file, "brands", "id", problems))
      brands.push_back(read_brand(entry, problems));
  std::ranges::sort(brands, {}, &BrandSource::id);
  Uniqueness uniqueness(problems);
  for (const BrandSource& brand : brands) uniqueness.add(brand);
  uniqueness.check_domains();
  return brands;
}

}  // namespace mekiki::knowledge
