// What a finished report teaches about the reader's mail.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "lookups/reader_memory.h"

namespace mekiki::apps {

// The servers of the reader's side that the report believes; the sender only where nothing suspicious was found, so
// that a scammer never becomes an acquaintance.
lookups::Lesson lesson_of(const std::vector<std::string>& reader, const nlohmann::json& report);

}  // namespace mekiki::apps
