// What a test may change: only the build made for tests looks at the environment.
#pragma once

#include <chrono>

#include "base/limits.h"
#include "processes/examiner_pool.h"

namespace mekiki::apps {

struct Environment {
  processes::PoolOptions pool;
  std::chrono::milliseconds deadline = limits::examination_deadline;
};

Environment environment();

}  // namespace mekiki::apps
