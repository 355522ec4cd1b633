// One c-ares channel, driven by the io_context: its sockets are waited for, its timer kept.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mekiki::lookups {

enum class DnsTransport {
  replied,      // the bytes are a reply; what it says is another matter
  silent,       // no server answered in time
  unreachable,  // no server could be reached, or the library gave up
};

class DnsChannel {
 public:
  using Callback = std::function<void(DnsTransport, std::span<const std::uint8_t>)>;

  // `servers` as in Settings; empty: the system's. nullptr if that cannot be set up.
  // `first_wait` is how long the first try waits before the question is sent again.
  static std::unique_ptr<DnsChannel> open(boost::asio::io_context& io, const std::vector<std::string>& servers,
                                          std::chrono::milliseconds first_wait);
  virtual ~DnsChannel() = default;

  // Sends at once. `callback` is called at most once, possibly before query() returns, and not after the channel is
  // destroyed; the channel must not be destroyed from inside it.
  virtual void query(const std::string& name, std::uint16_t type, Callback callback) = 0;

  // Whom it asks, in order: "192.0.2.53", "[2001:db8::53]:5353".
  [[nodiscard]] virtual const std::vector<std::string>& servers() const = 0;
};

}  // namespace mekiki::lookups
