// Reading the knowledge files: what every kind of file has in common. All problems are collected, each
// with its file and entry, so that one run shows everything there is to mend.
#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mekiki::knowledge {

class Problems {
 public:
  void add(std::string_view file, std::string_view entry, std::string_view what);
  [[nodiscard]] bool none() const { return lines_.empty(); }
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

 private:
  std::vector<std::string> lines_;
};

// One object of the list in a knowledge file, with the name that problems are reported under.
struct SourceEntry {
  std::string file;
  std::string name;
  nlohmann::json value;
};

// The objects of `{"$schema": ..., "<list>": [{...}, ...]}`; what is not of that form is a problem.
// An entry is named by its member `name_key` (a string, or a list whose first string counts).
std::vector<SourceEntry> read_list(const std::filesystem::path& file, std::string_view list, std::string_view name_key,
                                   Problems& problems);

// Takes members out of an entry and reports what is missing, of the wrong type or unknown.
class EntryReader {
 public:
  EntryReader(const SourceEntry& entry, Problems& problems) : entry_(entry), problems_(problems) {}

  std::string required_string(std::string_view key);
  std::string optional_string(std::string_view key);
  // Without empty or repeated strings.
  std::vector<std::string> required_strings(std::string_view key);
  std::vector<std::string> optional_strings(std::string_view key);
  std::vector<std::pair<std::string, std::string>> optional_map(std::string_view key);
  // The position of the member's word in `words`; 0 with a problem if it is none of them.
  template <class Words>
  std::size_t required_word(std::string_view key, const Words& words) {
    return position(key, required_string(key), words);
  }
  template <class Words>
  std::size_t position(std::string_view key, std::string_view word, const Words& words) {
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i] == word) return i;
    problem(std::string(key) + ": unknown word \"" + std::string(word) + '"');
    return 0;
  }
  // "source" and "date" (YYYY-MM), which every entry has.
  void provenance();
  // Call last: members that nobody asked for are problems.
  void no_further_members();

  void problem(std::string_view what) { problems_.add(entry_.file, entry_.name, what); }

 private:
  const nlohmann::json* member(std::string_view key);
  std::vector<std::string> strings(std::string_view key, const nlohmann::json& value);

  const SourceEntry& entry_;
  Problems& problems_;
  std::vector<std::string> asked_;
};

// RFC 1035 section 2.3.1 letters, digits and hyphens (and underscores), lower case, A-labels; at least `labels` labels.
bool is_legal_domain(std::string_view domain, std::size_t labels);

// A domain of the list that says nothing, since another one of the list is above it; or empty.
std::string redundant_domain(const std::vector<std::string>& domains);

}  // namespace mekiki::knowledge
