#include "lookups/lookups.h"

#include <utility>

#include "lookups/dns.h"
#include "lookups/feeds.h"
#include "lookups/lists.h"
#include "lookups/live_answerer.h"
#include "lookups/reader_memory.h"

namespace mekiki::lookups {
namespace {

using questions::Kind;

// What leaves the machine, and what does not. The order is that of questions::Kind.
constexpr Kind dns_kinds[] = {Kind::dns_a,   Kind::dns_aaaa, Kind::dns_mx,    Kind::dns_ns,
                              Kind::dns_txt, Kind::dns_ptr,  Kind::dns_cname, Kind::dns_soa};
constexpr Kind list_kinds[] = {Kind::list_ip, Kind::list_domain};
constexpr Kind later_kinds[] = {Kind::registration, Kind::page};

std::shared_ptr<LookupState> make_state(boost::asio::io_context& io, const Settings& settings) {
  auto places = std::make_shared<Places>(settings);
  auto cache = settings.cache_bytes > 0 ? make_memory_cache(settings.cache_bytes) : nullptr;
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
  for (const Kind kind : later_kinds) state->table[kind] = settings.offline ? offline : policy;
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
