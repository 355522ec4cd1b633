// The way of the mail, and where strangers' words begin.
#pragma once

#include <cstdint>
#include <string>
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
  bool host_looked_up = false;   // the receiving server itself had looked the name up
  std::string trust_reason;      // "policy" | "structure" | "only_hop" | ""
};

Route establish_route(const message::Message& message, const std::vector<std::string>& own_servers);

}  // namespace mekiki::facts
