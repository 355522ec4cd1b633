// What the program says, in the reader's language. The sentences stand in texts/*.json and are compiled in.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

namespace mekiki::apps {

enum class Language { en, ja };

std::string_view to_string(Language language);
std::optional<Language> language_from_string(std::string_view word);

// By LC_ALL, LC_MESSAGES, LANG, the first that is not empty (POSIX XBD section 8.2); Japanese or English.
Language language_from_environment();

class Words {
 public:
  explicit Words(Language language) : language_(language) {}

  [[nodiscard]] Language language() const { return language_; }

  // The sentence of that key; the key itself if there is none (a test sees that all keys in use exist).
  [[nodiscard]] const std::string& operator()(std::string_view key) const;
  // With {name} replaced: words("error.no_input", fmt::arg("path", path)).
  template <class... Args>
  [[nodiscard]] std::string operator()(std::string_view key, const Args&... args) const {
    return fmt::format(fmt::runtime((*this)(key)), args...);
  }
  // The word for a value of the report ("level.danger"), or the value itself where it is not known.
  [[nodiscard]] std::string value(std::string_view group, std::string_view value) const;
  [[nodiscard]] bool has(std::string_view key) const;

 private:
  Language language_;
};

}  // namespace mekiki::apps
