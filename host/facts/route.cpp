#include "facts/route.h"

#include <algorithm>

#include "names/domain.h"

namespace mekiki::facts {
namespace {

bool is_internal(const message::Received& received) {
  return received.from_ip.empty() || names::is_special_ip(received.from_ip);
}

std::string organisation_of_host(const std::string& host) {
  return host.find('.') == std::string::npos ? host : names::organisation_domain(host);
}

bool is_own_server(const std::string& by, const std::vector<std::string>& own_servers) {
  return std::any_of(own_servers.begin(), own_servers.end(),
                     [&](const std::string& own) { return names::is_within(by, own); });
}

// Without policy the newest line is believed: the reader's own server wrote it. Older lines belong to the same side as
// long as they are written by the same organisation and speak of an internal peer; the first line with a peer from
// outside is where the mail was handed over.
std::size_t boundary_by_structure(const message::Message& message) {
  const std::string own = organisation_of_host(message.received.front().by);
  for (std::size_t i = 0; i < message.received.size(); ++i) {
    const message::Received& received = message.received[i];
    if (i > 0 && organisation_of_host(received.by) != own) return i - 1;
    const bool same_side = !received.from_host.empty() && organisation_of_host(received.from_host) == own;
    if (!is_internal(received) && !same_side) return i;
  }
  return message.received.size() - 1;
}

std::size_t boundary_by_policy(const message::Message& message, const std::vector<std::string>& own_servers) {
  std::size_t boundary = 0;
  while (boundary + 1 < message.received.size() && is_own_server(message.received[boundary + 1].by, own_servers)) {
    ++boundary;
  }
  return boundary;
}

}  // namespace

Route establish_route(const message::Message& message, const std::vector<std::string>& own_servers) {
  Route route;
  if (message.received.empty()) return route;
  std::size_t boundary = 0;
  if (is_own_server(message.received.front().by, own_servers)) {
    boundary = boundary_by_policy(message, own_servers);
    route.trust_reason = "policy";
  } else {
    boundary = boundary_by_structure(message);
    route.trust_reason = message.received.size() == 1 ? "only_hop" : "structure";
  }
  for (std::size_t i = 0; i < message.received.size(); ++i) route.hops.push_back({i, i <= boundary});
  route.boundary = static_cast<int>(boundary);
  const message::Received& handed_over = message.received[boundary];
  if (!handed_over.from_ip.empty() && !names::is_special_ip(handed_over.from_ip)) {
    route.handed_over_ip = handed_over.from_ip;
  }
  route.host_looked_up = !handed_over.from_host.empty();
  route.handed_over_host = route.host_looked_up ? handed_over.from_host : handed_over.from_helo;
  return route;
}

}  // namespace mekiki::facts
