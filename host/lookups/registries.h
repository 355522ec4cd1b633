// Who knows about a domain: the RDAP servers of IANA's bootstrap file (RFC 9224), and the WHOIS servers of registries
// that have none.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace mekiki::lookups {

struct Registry {
  std::string rdap;   // base address, https, with a slash at the end; empty: none
  std::string whois;  // "whois.jprs.jp", "127.0.0.1:4343"; empty: none
  std::string query;  // what WHOIS is asked, with "{}" for the name: "{}/e"
};

class Registries {
 public:
  // The compiled data, with `bootstrap` (a file as IANA publishes it) over it where it can be read, and `whois`
  // (ending -> server) over that.
  Registries(const std::string& bootstrap, const std::map<std::string, std::string>& whois);

  // Of the longest ending of the name that is known.
  [[nodiscard]] Registry of(std::string_view domain) const;

 private:
  void add_bootstrap(std::string_view json);

  std::map<std::string, std::string, std::less<>> rdap_;
  std::map<std::string, Registry, std::less<>> whois_;
};

// The last label: "jp".
std::string_view ending_of(std::string_view domain);

}  // namespace mekiki::lookups
