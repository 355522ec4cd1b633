// A report as a person reads it on a terminal.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "apps/mekiki/terminal.h"
#include "apps/mekiki/words.h"

namespace mekiki::apps {

std::string text_report(const nlohmann::json& report, const Words& words, const Terminal& terminal);

}  // namespace mekiki::apps
