#include "message/authentication_results.h"

namespace mekiki::message {

AuthenticationResults parse_authentication_results(std::string_view) { return {}; }

}  // namespace mekiki::message
