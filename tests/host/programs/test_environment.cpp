// The host as the tests build it: which examiner, and how long a mail may take, come from the environment.

#include <cstdlib>
#include <string>

#include "apps/host/environment.h"

namespace mekiki::apps {

Environment environment() {
  Environment environment;
  if (const char* examiner = std::getenv("MEKIKI_TEST_EXAMINER")) environment.pool.examiner = examiner;
  if (const char* argument = std::getenv("MEKIKI_TEST_EXAMINER_ARGUMENT")) {
    environment.pool.arguments.emplace_back(argument);
  }
  if (const char* milliseconds = std::getenv("MEKIKI_TEST_DEADLINE_MS")) {
    environment.deadline = std::chrono::milliseconds(std::atoi(milliseconds));
  }
  return environment;
}

}  // namespace mekiki::apps
