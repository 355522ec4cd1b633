// URLs by the WHATWG URL standard: what the reader's browser will open. https://url.spec.whatwg.org/
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mekiki::names {

// none: no host at all ("mailto:a@b"); empty: a host that is the empty string ("file:///etc", "foo:///x").
enum class HostKind { none, empty, domain, ipv4, ipv6, opaque };

struct Url {
  std::string scheme;    // lower case, without ':'
  std::string username;  // percent-encoded, as serialised
  std::string password;
  HostKind host_kind = HostKind::none;
  std::string host;                   // serialised: A-labels, dotted IPv4, [IPv6]
  std::optional<std::uint16_t> port;  // nullopt: default or none
  std::string path;                   // serialised
  bool opaque_path = false;
  std::optional<std::string> query;     // without '?'
  std::optional<std::string> fragment;  // without '#'
  bool numeric_host_written =
      false;         // the host was an IPv4 number in another form than a.b.c.d (0x7f.1, 2130706433, ...)
  bool cut = false;  // longer than limits::url_bytes: path, query or fragment end too early

  [[nodiscard]] std::string href() const;
  [[nodiscard]] bool is_web() const { return scheme == "http" || scheme == "https"; }
};

// `input` is UTF-8; invalid bytes become U+FFFD. Error "invalid_url" with the step that failed in `detail`.
// Only the first limits::url_bytes are examined (Url::cut); if the host ends beyond them, that is an error.
Result<Url> parse_url(std::string_view input, const Url* base = nullptr);

std::string percent_decode(std::string_view text);

}  // namespace mekiki::names
