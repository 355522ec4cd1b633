// Domain names: canonical form, IDNA, and where the owner's part ends (Public Suffix List).
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace mekiki::names {

// UTS #46 non-transitional ToASCII as in the URL standard (CheckHyphens=false, UseSTD3ASCIIRules=false,
// VerifyDnsLength=false). Error "invalid_domain".
Result<std::string> to_ascii(std::string_view domain);
// For display; a label that cannot be decoded stays as it is.
std::string to_unicode(std::string_view domain);

// How the Public Suffix List cuts a host name (A-labels, lower case).
struct DomainCut {
  std::string suffix;             // public suffix, private section included: "pages.dev"
  std::string registrable;        // suffix plus one label; empty if the name is itself a suffix
  std::string icann_suffix;       // ICANN section only: "dev"
  std::string icann_registrable;  // "pages.dev"
  bool private_suffix = false;    // the private section made the cut: the name is rented from icann_registrable
  bool listed = false;            // a rule of the list matched (not the implicit "*")
};
DomainCut cut_domain(std::string_view domain);

// registrable, or the domain itself where there is none.
std::string organisation_domain(std::string_view domain);

// True if `domain` is `parent` or below it.
bool is_within(std::string_view domain, std::string_view parent);

// "192.0.2.1", "2001:db8::1" in canonical form (RFC 5952), or "" if it is not an IP address. Accepts [..] and "IPv6:"
// (RFC 5321 section 4.1.3); a zone ("%eth0") is dropped; an IPv4-mapped address (::ffff:192.0.2.1) becomes the IPv4
// address it stands for.
std::string canonical_ip(std::string_view text);
// Not globally reachable (private, loopback, link-local, documentation, ...; IANA special-purpose registries), or
// multicast. 6to4 and NAT64 addresses are judged by the IPv4 address inside. False if it is no IP address.
bool is_special_ip(std::string_view canonical_ip);

// Of a block that manuals write their examples with (RFC 5737, RFC 3849): special, but no sign of an inner network.
bool is_documentation_ip(std::string_view canonical_ip);

// Opens all that the functions of this folder would open lazily (ICU data, the Public Suffix List).
void warm_up();

}  // namespace mekiki::names
