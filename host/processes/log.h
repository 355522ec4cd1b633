// The host's log goes to standard error, which Thunderbird shows in its error console. Never what a mail says.
#pragma once

#include <spdlog/logger.h>

namespace mekiki::processes {

spdlog::logger& log();

}  // namespace mekiki::processes
