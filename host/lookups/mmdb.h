// One MaxMind DB file, open. Keeps the library's types out of the rest.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mekiki::lookups {

class Mmdb {
 public:
  // nullptr if it cannot be opened; `error` then says "missing" or "damaged".
  static std::unique_ptr<Mmdb> open(const std::string& path, std::string& error);
  virtual ~Mmdb() = default;

  [[nodiscard]] virtual std::string type() const = 0;
  [[nodiscard]] virtual std::string description() const = 0;  // the English one, else the first
  [[nodiscard]] virtual std::int64_t built() const = 0;

  // What the database has on one address. Strings are valid UTF-8, bounded, without control characters.
  struct Place {
    std::string country;  // two capital letters
    std::string region;
    std::string city;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::string asn;      // digits
    std::string network;  // who runs it
    std::string prefix;   // "222.227.84.0/24"
  };
  enum class Status { found, absent, damaged };
  // `absent` too for IPv6 in a database of IPv4.
  virtual Status find(const std::string& ip, Place& place) const = 0;
};

}  // namespace mekiki::lookups
