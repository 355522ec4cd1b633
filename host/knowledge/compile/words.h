// phrases/*.json and texts/*.json. Formats: knowledge/words.h tells what becomes of them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "knowledge/compile/source.h"

namespace mekiki::knowledge {

// {"language", "source", "date", "phrases": {"<kind>": ["piece..piece", ...]}}. Pieces are normalised as mail text is.
std::string compile_phrases(const std::vector<std::filesystem::path>& files, Problems& problems);

// {"code", "variants": {"<variant>": {"en": {"text", "why"?}, "ja": {...}}}}. Both languages must have the same
// fields, and the same {placeholders} in the same field.
std::string compile_texts(const std::vector<std::filesystem::path>& files, Problems& problems);

}  // namespace mekiki::knowledge
