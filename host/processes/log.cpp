#include "processes/log.h"

#include <spdlog/sinks/ansicolor_sink.h>

#include <memory>

namespace mekiki::processes {

spdlog::logger& log() {
  static const auto logger = [] {
    auto made = std::make_shared<spdlog::logger>("mekiki", std::make_shared<spdlog::sinks::ansicolor_stderr_sink_st>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %P %l: %v", spdlog::pattern_time_type::utc);
    made->set_level(spdlog::level::warn);
    made->flush_on(spdlog::level::trace);
    return made;
  }();
  return *logger;
}

}  // namespace mekiki::processes
