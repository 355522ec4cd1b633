// list_ip, list_domain: blocklists, those kept on this computer and those asked by DNS (RFC 5782).
#pragma once

#include <memory>

#include "lookups/feeds.h"
#include "lookups/handler.h"
#include "lookups/settings.h"

namespace mekiki::lookups {

// `dns` sends the queries; nullptr: only the feeds are asked. No list is believed before its test points have been
// seen to be as they must be: one name listed, one not; this is looked at again every half hour.
// yes: listings of any list, "<list> <code> <meaning>"; a page of the host: "<feed> - <meaning> page".
// no: every list that knows this kind of name says so. unknown: no listing, and a list is not to be learned from:
// "refused" (does not serve us), "rewritten" (the answer was not the list's), "timeout", "servfail", "limit",
// "error"; "no_database": there is no list to ask; "invalid": no address of the Internet.
std::unique_ptr<Handler> make_lists_handler(Handler* dns, std::shared_ptr<Feeds> feeds, const Settings& settings);

}  // namespace mekiki::lookups
