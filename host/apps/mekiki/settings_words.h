// A mistake in a settings file as a sentence.
#pragma once

#include <string>

#include "apps/mekiki/words.h"
#include "apps/settings.h"

namespace mekiki::apps {

std::string settings_sentence(const SettingsProblem& problem, const Words& words);

}  // namespace mekiki::apps
