#include "facts/route.h"

#include <algorithm>

#include "base/utf8.h"
#include "names/domain.h"
#include "names/organisations.h"

namespace mekiki::facts {
namespace {

using message::Received;

// No peer from outside is named: a step inside one machine or one network.
bool is_internal(const Received& received) {
  return received.from_ip.empty() ||
         (names::is_special_ip(received.from_ip) && !names::is_documentation_ip(received.from_ip));
}

// Fetched from a mailbox by the reader's own program: the mailbox's server is on the reader's side too.
bool is_retrieval(const Received& received) {
  const std::string with = ascii_lower(received.with);
  return with.find("pop3") != std::string::npos || with.find("imap") != std::string::npos;
}

// Exchange Online hands mails on between its own servers by public IPv6 addresses of 2603:1000::/24, which nobody else
// can connect from.
bool is_inside_exchange_online(const Received& received) {
  return received.from_ip.starts_with("2603:10") && names::is_within(received.by, "outlook.com") &&
         names::is_within(ascii_lower(received.from_helo), "outlook.com");
}

class OwnServers {
 public:
  explicit OwnServers(const std::vector<std::string>& names) : names_(names) {}

  [[nodiscard]] bool has(std::string_view host) const {
    return !host.empty() && std::any_of(names_.begin(), names_.end(), [&](const std::string& own) {
      return names::is_within(host, ascii_lower(own));
    });
  }
  // What a believed line says of its peer: the name that our server looked up, or the address; a HELO is the peer's
  // own word.
  [[nodiscard]] bool is_peer_of(const Received& received) const {
    return is_internal(received) || is_retrieval(received) || has(received.from_host) ||
           std::find(names_.begin(), names_.end(), received.from_ip) != names_.end();
  }

 private:
  const std::vector<std::string>& names_;
};

// The first lines that only a mail's own machine knows ("by localhost") are passed over for finding whose side it is.
std::size_t first_named(const std::vector<Received>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_local_host(lines[i].by)) return i;
    if (!is_internal(lines[i]) && !is_retrieval(lines[i])) break;
  }
  return 0;
}

std::size_t boundary_by_name(const std::vector<Received>& lines, const OwnServers& own) {
  std::size_t boundary = first_named(lines);
  while (boundary + 1 < lines.size() && own.is_peer_of(lines[boundary]) &&
         (own.has(lines[boundary + 1].by) || (is_internal(lines[boundary]) && is_local_host(lines[boundary + 1].by)))) {
    ++boundary;
  }
  return boundary;
}

// Without better knowledge the newest line is believed: the reader's own server wrote it. Older lines belong to the
// same side as long as they are written by the same organisation and speak of an internal peer; the first line with a
// peer from outside is where the mail was handed over.
std::size_t boundary_by_structure(const std::vector<Received>& lines) {
  std::string own = lines[first_named(lines)].by;
  bool fetched = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Received& line = lines[i];
    if (fetched && !is_local_host(line.by)) {
      own = line.by;
      fetched = false;
    }
    if (i > 0 && !is_local_host(line.by) && !same_house(line.by, own)) return i - 1;
    if (is_retrieval(line)) {
      fetched = true;
      continue;
    }
    const bool same_side =
        (!line.from_host.empty() && same_house(line.from_host, own)) || is_inside_exchange_online(line);
    if (!is_internal(line) && !same_side) return i;
  }
  return lines.size() - 1;
}

}  // namespace

bool is_local_host(std::string_view host) {
  if (host.find('.') == std::string_view::npos || !names::canonical_ip(host).empty()) return true;
  for (const std::string_view local :
       {"localhost", "localdomain", "local", "lan", "internal", "intranet", "home.arpa"}) {
    if (names::is_within(host, local)) return true;
  }
  return false;
}

bool same_house(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return false;
  if (is_local_host(a) || is_local_host(b)) return a == b;
  if (names::organisation_domain(a) == names::organisation_domain(b)) return true;
  const names::Owner* owner_a = names::owner_of(a);
  const names::Owner* owner_b = names::owner_of(b);
  return owner_a != nullptr && owner_b != nullptr && !owner_a->brand.empty() && owner_a->brand == owner_b->brand;
}

Route establish_route(const message::Message& message, const std::vector<std::string>& own_servers,
                      const std::vector<std::string>& learned) {
  Route route;
  const std::vector<Received>& lines = message.received;
  if (lines.empty()) return route;
  const std::string& first = lines[first_named(lines)].by;
  std::size_t boundary = boundary_by_structure(lines);
  route.trust_reason = lines.size() == 1 ? "only_hop" : "structure";
  if (const OwnServers own(own_servers); own.has(first)) {
    boundary = boundary_by_name(lines, own);
    route.trust_reason = "policy";
  } else if (const OwnServers known(learned); known.has(first)) {
    boundary = std::max(boundary, boundary_by_name(lines, known));
    route.trust_reason = "learned";
  }
  for (std::size_t i = 0; i < lines.size(); ++i) route.hops.push_back({i, i <= boundary});
  route.boundary = static_cast<int>(boundary);
  const Received& handed_over = lines[boundary];
  if (!is_internal(handed_over)) route.handed_over_ip = handed_over.from_ip;
  route.receiver = handed_over.by;
  route.host_looked_up = !handed_over.from_host.empty();
  route.handed_over_host = route.host_looked_up ? handed_over.from_host : handed_over.from_helo;
  return route;
}

const message::Received* boundary_of(const message::Message& message, const Route& route) {
  if (route.boundary < 0) return nullptr;
  return &message.received[route.hops[static_cast<std::size_t>(route.boundary)].received];
}

}  // namespace mekiki::facts
