#include "lookups/lookups.h"

#include <utility>

#include "base/limits.h"
#include "lookups/dns.h"
#include "lookups/feeds.h"
#include "lookups/lists.h"
#include "lookups/live_answerer.h"
#include "lookups/reader_memory.h"
#include "lookups/registration.h"
#include "lookups/shared_cache.h"
#include "lookups/sqlite_cache.h"

namespace mekiki::lookups {
namespace {

using questions::Kind;

// What leaves the machine, and what does not. The order is that of questions::Kind.
constexpr Kind dns_kinds[] = {Kind::dns_a,   Kind::dns_aaaa, Kind::dns_mx,    Kind::dns_ns,
                              Kind::dns_txt, Kind::dns_ptr,  Kind::dns_cname, Kind::dns_soa};
constexpr Kind list_kinds[] = {Kind::list_ip, Kind::list_domain};

// Memory first, then the reader's own file, then the organisation's; each is kept in all of them. Offline nobody is
// asked, the shared cache neither.
std::unique_ptr<Cache> make_cache(const Settings& settings) {
  std::unique_ptr<Cache> shared;
  if (!settings.offline && !settings.shared_cache.empty()) {
    shared = make_shared_cache({settings.shared_cache, settings.shared_cache_password, settings.ca_file});
  }
  auto file = settings.cache_file.empty() ? nullptr : make_sqlite_cache(settings.cache_file, limits::cached_answers);
  auto memory = settings.cache_bytes > 0 ? make_memory_cache(settings.cache_bytes) : nullptr;
  return make_cache_of_two(std::move(memory), make_cache_of_two(std::move(file), std::move(shared)));
}

std::shared_ptr<LookupState> make_state(boost::asio::io_context& io, const Settings& settings) {
  auto places = std::make_shared<Places>(settings);
  auto cache = make_cache(settings);
  auto state = std::make_shared<LookupState>(LookupState{io, settings, places, std::move(cache), {}, {}});

  const auto add = [&state](std::unique_ptr<Handler> handler) {
    state->handlers.push_back(std::move(handler));
    return state->handlers.back().get();
  };
  Handler* const offline = add(make_refusing_handler("offline"));
  Handler* const policy = add(make_refusing_handler("policy"));
  Handler* const dns = settings.dns ? add(make_dns_handler(io, settings)) : policy;
  for (const Kind kind : dns_kinds) state->table[kind] = settings.offline ? offline : dns;
  const auto feeds = std::make_shared<Feeds>(settings.feed_folders);
  const bool by_dns = settings.dns && settings.lists;
  Handler* lists = settings.offline ? offline : policy;
  if (by_dns || !feeds->open().empty()) lists = add(make_lists_handler(settings.dns ? dns : nullptr, feeds, settings));
  for (const Kind kind : list_kinds) state->table[kind] = lists;
  Handler* registration = settings.offline ? offline : policy;
  if (!settings.offline && settings.registration) registration = add(make_registration_handler(io, settings));
  state->table[Kind::registration] = registration;
  state->table[Kind::page] = settings.offline ? offline : policy;
  state->table[Kind::correspondent] = settings.memory ? add(make_correspondent_handler(settings.memory)) : policy;
  state->table[Kind::place] = settings.place ? add(make_place_handler(places)) : policy;
  return state;
}

}  // namespace

Lookups::Lookups(boost::asio::io_context& io, const Settings& settings) : state_(make_state(io, settings)) {}
Lookups::~Lookups() = default;

std::unique_ptr<Answerer> Lookups::examination() {
  return std::make_unique<LiveAnswerer>(state_, state_->settings.examination_timeout);
}

std::unique_ptr<Answerer> Lookups::shared() { return std::make_unique<LiveAnswerer>(state_, std::nullopt); }

std::vector<PlaceDatabase> Lookups::place_databases() { return state_->places->databases(); }

std::unique_ptr<Answerer> make_answerer(boost::asio::io_context& io, const Settings& settings) {
  return Lookups(io, settings).shared();
}

}  // namespace mekiki::lookups
