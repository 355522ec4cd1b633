// registration: who registered a domain, when and through whom; asked of its registry by RDAP over HTTPS (RFC 7480 to
// 7484, 9083), where that has none by WHOIS (RFC 3912).
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>

#include "lookups/handler.h"
#include "lookups/settings.h"

namespace mekiki::lookups {

// Each question has a thread of its own, ten at most at the same time, which is told to end when its Work is destroyed.
// A registry is asked ten times at once and then once a second; one that says it is too much is left alone for a
// minute. Unknown reasons: "timeout", "refused", "limit", "error" (unreachable, or a certificate that is not believed),
// "invalid" (not what a registry answers), "no_database" (no registry is known for the ending). Kept for a day, a name
// that does not exist for an hour.
std::unique_ptr<Handler> make_registration_handler(boost::asio::io_context& io, const Settings& settings);

}  // namespace mekiki::lookups
