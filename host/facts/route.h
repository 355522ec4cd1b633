// The way of the mail, and where strangers' words begin.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "message/message.h"

namespace mekiki::facts {

struct Hop {
  std::size_t received = 0;  // index into Message::received
  bool trusted = false;      // written by the reader's receiving side
};

struct Route {
  std::vector<Hop> hops;         // newest first
  int boundary = -1;             // index into hops: the hop where the mail was handed over to the reader's side
  std::string handed_over_ip;    // of that hop's peer; empty if unknown
  std::string handed_over_host;  // its name as the receiving server looked it up, else its HELO
  std::string receiver;          // the server that took it over (the boundary's "by")
  bool host_looked_up = false;   // the receiving server itself had looked the name up
  // Why the lines down to the boundary are believed: "policy" (the settings name the servers), "learned" (they
  // received the account's earlier mails), "structure" (one organisation's servers, one after the other, from the
  // newest line on), "only_hop"; "" without a route.
  std::string trust_reason;
};

// `own_servers`: host names or addresses by policy; `learned`: host names that received this account's mails before.
Route establish_route(const message::Message& message, const std::vector<std::string>& own_servers,
                      const std::vector<std::string>& learned = {});

// The hop where the reader's side took the mail over, or nullptr.
const message::Received* boundary_of(const message::Message& message, const Route& route);

// A host of nobody in particular: no name at all, "localhost", a name of one network only, an address.
bool is_local_host(std::string_view host);

// One organisation runs both hosts: one registrable domain, or one company's domains (icloud.com, me.com).
bool same_house(std::string_view a, std::string_view b);

}  // namespace mekiki::facts
