// The reader's words: texts of knowledge/texts with their placeholders filled in.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/finding.h"

namespace mekiki::report {

enum class Language { en, ja };

// "ja..." is Japanese, everything else English.
Language language_from_string(std::string_view tag);
std::string_view to_string(Language language);

using Parameters = std::map<std::string, std::string>;

// The text of "<code>/<variant>/<field>", or nullopt. An empty variant is "usual". {name} is filled from
// parameters: first "name_<language>", then "name"; an unknown placeholder becomes empty.
std::optional<std::string> text_of(std::string_view code, std::string_view variant, std::string_view field,
                                   Language language, const Parameters& parameters);

// A text of the report itself: "report/<key>/text". A missing key gives the key.
std::string report_text(std::string_view key, Language language, const Parameters& parameters = {});

// What `mekiki explain CODE` prints: every variant with its reason. Empty if there is no such code.
struct Explanation {
  std::string variant;
  std::string text;
  std::string why;
};
std::vector<Explanation> explain(std::string_view code, Language language);
// All codes that have texts.
std::vector<std::string> codes();

}  // namespace mekiki::report
