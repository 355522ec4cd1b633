// What the comments of a trace field say: about the peer, the connection and the account.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "message/trace_tokens.h"

namespace mekiki::message {

struct TraceComments {
  std::string ip;    // canonical
  std::string host;  // what the server looked up: lower case, no trailing dot
  std::string helo;
  bool helo_written = false;  // "HELO x", "helo=x": then the word after "from" is what the server looked up
  std::string envelope_from;
  std::string tls;
  std::string authenticated_as;
  bool exim = false;

  // An address with the name right before it, as "name [address]" has them. The first address counts.
  void peer_address(std::string_view text, std::string_view name_before);
  // "authenticated as x", "Authenticated sender: x", "account x", ...
  void account(std::span<const TraceToken> tokens);
};

// A comment in the "from" part.
void read_peer_comment(std::string_view content, TraceComments& comments);
// A comment anywhere else.
void read_other_comment(std::string_view content, TraceComments& comments);

// "192.0.2.1", "[192.0.2.1]", "192.0.2.1:2525", "IPv6:::1", "192.0.2.1.2525" (address and port as OpenBSD writes them)
// in canonical form; "" if it is no address.
std::string trace_address(std::string_view text);

// A name that a server can have looked up: not "unknown" and the like, not an address.
bool is_trace_host(std::string_view text);

// Lower case, without the trailing dot.
std::string host_name(std::string_view text);

// "TLSv1.3", "TLS1_2", "TLSv1/SSLv3", "TLS-1.0", "TLS13_AES_128_GCM_SHA256" as "TLS1.3", ...; "" if none is named.
std::string tls_version(std::string_view text);

}  // namespace mekiki::message
