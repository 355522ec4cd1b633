// A DNS server on loopback, UDP and TCP on one port, that says what the test tells it to, right or wrong.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dns_bytes.h"

namespace mekiki::lookups {

struct Asked {
  unsigned id = 0;
  std::string name;
  std::uint16_t type = 0;
  bool tcp = false;
  unsigned edns_bytes = 0;  // the sender's UDP payload size; 0: no EDNS
};

// A well-formed reply to `asked`, to be changed as the test likes.
TestMessage reply_to(const Asked& asked, std::vector<TestRecord> answers = {}, int rcode = noerror);

class DnsStub {
 public:
  // The messages to send back, in order; none: silence.
  using Script = std::function<std::vector<std::string>(const Asked&)>;

  DnsStub(boost::asio::io_context& io, Script script, std::chrono::milliseconds delay = std::chrono::milliseconds(0));
  ~DnsStub();
  DnsStub(const DnsStub&) = delete;
  DnsStub& operator=(const DnsStub&) = delete;

  [[nodiscard]] std::string address() const;  // "127.0.0.1:40053"
  [[nodiscard]] const std::vector<Asked>& log() const;
  // Closes its sockets: from now on the port is unreachable.
  void stop();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace mekiki::lookups
