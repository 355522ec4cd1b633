// dns_*: the DNS.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>

#include "lookups/handler.h"
#include "lookups/settings.h"

namespace mekiki::lookups {

// Each round has a channel of its own: the system's resolver is looked up afresh (a laptop moves), the source port is
// new, and giving up on the round ends nothing else. Unknown reasons: "timeout" (settings.question_timeout passed),
// "servfail", "refused", "limit", "error" (malformed reply, no resolver reachable).
std::unique_ptr<Handler> make_dns_handler(boost::asio::io_context& io, const Settings& settings);

}  // namespace mekiki::lookups
