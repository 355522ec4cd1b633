// A report as one HTML page that stands alone: no scripts, no links, nothing loaded from anywhere.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "apps/mekiki/words.h"

namespace mekiki::apps {

std::string html_report(const nlohmann::json& report, const Words& words);

}  // namespace mekiki::apps
