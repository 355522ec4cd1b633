#include "apps/mekiki/words.h"

#include <cstdlib>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "apps/mekiki/texts.h"

namespace mekiki::apps {
namespace {

using Sentences = std::map<std::string, std::string, std::less<>>;

struct Catalogue {
  Sentences en;
  Sentences ja;
};

// {"key": {"en": "...", "ja": "..."}}; compiled in, so it is as we wrote it.
Catalogue read_catalogue() {
  Catalogue catalogue;
  for (const std::string_view source : text_sources) {
    const auto texts = nlohmann::json::parse(source);
    for (const auto& [key, sentence] : texts.items()) {
      catalogue.en.emplace(key, sentence.at("en").get<std::string>());
      catalogue.ja.emplace(key, sentence.at("ja").get<std::string>());
    }
  }
  return catalogue;
}

const Sentences& sentences(Language language) {
  static const Catalogue catalogue = read_catalogue();
  return language == Language::ja ? catalogue.ja : catalogue.en;
}

}  // namespace

std::string_view to_string(Language language) { return language == Language::ja ? "ja" : "en"; }

std::optional<Language> language_from_string(std::string_view word) {
  if (word == "en") return Language::en;
  if (word == "ja") return Language::ja;
  return std::nullopt;
}

Language language_from_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread starts
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).substr(0, 2) == "ja" ? Language::ja : Language::en;
  }
  return Language::en;
}

const std::string& Words::operator()(std::string_view key) const {
  const Sentences& all = sentences(language_);
  const auto found = all.find(key);
  if (found != all.end()) return found->second;
  thread_local std::string missing;
  missing = key;
  return missing;
}

std::string Words::value(std::string_view group, std::string_view value) const {
  std::string key(group);
  key += '.';
  key += value;
  return has(key) ? (*this)(key) : std::string(value);
}

bool Words::has(std::string_view key) const { return sentences(language_).contains(key); }

}  // namespace mekiki::apps
