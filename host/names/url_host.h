// The host parser of the URL standard. https://url.spec.whatwg.org/#host-parsing
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "names/url.h"

namespace mekiki::names {

struct ParsedHost {
  HostKind kind = HostKind::empty;
  std::string host;  // serialised
  bool numeric_written = false;
};

// `is_opaque`: the URL's scheme is not special. Error "invalid_url".
Result<ParsedHost> parse_host(std::string_view input, bool is_opaque);

// Forbidden in every host; a domain refuses controls, '%' and DEL too.
bool is_forbidden_host_code_point(char c);
bool is_forbidden_domain_code_point(char c);

}  // namespace mekiki::names
