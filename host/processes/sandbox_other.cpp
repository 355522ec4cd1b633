// Systems whose own sandbox has not been written yet: what POSIX offers, and the truth about the rest.
#if !defined(__linux__)

#include "processes/sandbox.h"

#if __has_include(<sys/resource.h>)
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>

#include "base/limits.h"
#endif

namespace mekiki::processes {

SandboxStatus enter_sandbox() {
  SandboxStatus status;
#if __has_include(<sys/resource.h>)
  ::umask(0077);
  const auto limit = [](int resource, rlim_t value) {
    rlimit old{};
    if (::getrlimit(resource, &old) != 0) return false;
    const rlim_t least = std::min(value, old.rlim_max);
    const rlimit limits{least, least};
    return ::setrlimit(resource, &limits) == 0;
  };
  status.rlimits = limit(RLIMIT_CORE, 0) && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_NOFILE, 3) &&
                   limit(RLIMIT_CPU, limits::examiner_cpu_seconds);
#endif
  return status;
}

}  // namespace mekiki::processes

#endif
