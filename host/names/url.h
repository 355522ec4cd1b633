// URLs by the WHATWG URL standard: what the reader's browser will open. https://url.spec.whatwg.org/
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mekiki::names {

enum class HostKind { none, domain, ipv4, ipv6, opaque };

struct Url {
  std::string scheme;    // lower case, without ':'
  std::string username;  // percent-encoded, as serialised
  std::string password;
  HostKind host_kind = HostKind::none;
  std::string host;      // serialised: A-labels, dotted IPv4, [IPv6]
  std::optional<std::uint16_t> port;  // nullopt: default or none
  std::string path;      // serialised
  bool opaque_path = false;
  std::optional<std::string> query;     // without '?'
  std::optional<std::string> fragment;  // without '#'
  bool numeric_host_written = false;    // the host was an IPv4 number in another form than a.b.c.d (0x7f.1, 2130706433, ...)

  [[nodiscard]] std::string href() const;
  [[nodiscard]] bool is_web() const { return scheme == "http" || scheme == "https"; }
};

// Error "invalid_url" with the step that failed in `detail`.
Result<Url> parse_url(std::string_view input, const Url* base = nullptr);

std::string percent_decode(std::string_view text);

}  // namespace mekiki::names
