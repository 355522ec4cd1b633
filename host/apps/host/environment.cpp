#include "apps/host/environment.h"

namespace mekiki::apps {

Environment environment() { return {}; }

}  // namespace mekiki::apps
