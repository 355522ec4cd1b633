// Macros of SPF (RFC 7208 section 7).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mekiki::authentication::spf {

// "domain-spec": ends in a top label or in a macro, and has more than one label.
bool is_domain_spec(std::string_view text);
// "macro-string": visible characters and macros. `letters` are the macro letters that may stand there.
bool is_macro_string(std::string_view text, std::string_view letters = "slodiphcrt");

struct MacroValues {
  std::string sender;                 // s: the whole address
  std::string local;                  // l
  std::string origin;                 // o: domain of the sender
  std::string domain;                 // d: domain whose record is being read
  std::string ip;                     // i, c: canonical
  std::string validated = "unknown";  // p
  std::string helo;                   // h
  std::string receiver;               // r
  std::int64_t now = 0;               // t
};

// Expands a well-formed string; nullopt where it is not. `explanation`: c, r, t and white space are allowed too.
std::optional<std::string> expand(std::string_view text, const MacroValues& values, bool explanation = false);

// Whether expanding it would use one of the letters (lower case).
bool uses_macro(std::string_view text, std::string_view letters);

}  // namespace mekiki::authentication::spf
