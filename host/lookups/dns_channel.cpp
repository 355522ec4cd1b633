// c-ares 1.34 declares the calls that 1.18 has as deprecated; both must build.
#define CARES_NO_DEPRECATED
#include "lookups/dns_channel.h"

#include <ares.h>
#include <arpa/inet.h>
#include <sys/time.h>

#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <utility>

namespace mekiki::lookups {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::uint16_t class_in = 1;
constexpr unsigned short dns_port = 53;
constexpr int edns_bytes = 1232;             // what passes everywhere without IP fragments
constexpr int receive_buffer = 1024 * 1024;  // a full round's replies arrive in one burst
constexpr int tries = 3;

// The library must be initialised once and stays so until the program ends.
bool library_ready() {
  static const bool ready = ares_library_init(ARES_LIB_INIT_ALL) == ARES_SUCCESS;
  return ready;
}

std::string server_text(const ares_addr_port_node& server) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const bool v6 = server.family == AF_INET6;
  if (!inet_ntop(server.family, &server.addr, text.data(), text.size())) return {};
  const int port = server.udp_port;
  if (port == 0 || port == dns_port) return text.data();
  const std::string host = v6 ? "[" + std::string(text.data()) + "]" : std::string(text.data());
  return host + ":" + std::to_string(port);
}

std::vector<std::string> servers_of(ares_channel channel) {
  std::vector<std::string> servers;
  ares_addr_port_node* first = nullptr;
  if (ares_get_servers_ports(channel, &first) != ARES_SUCCESS) return servers;
  for (const auto* server = first; server; server = server->next) servers.push_back(server_text(*server));
  ares_free_data(first);
  return servers;
}

class AresChannel;

// One socket of c-ares. It belongs to c-ares: it is never closed here. Waits may still be queued when c-ares closes
// it, hence the shared ownership.
class Watch : public std::enable_shared_from_this<Watch> {
 public:
  Watch(asio::io_context& io, AresChannel& channel, ares_socket_t socket)
      : channel_(&channel), socket_(socket), descriptor_(io, socket) {}

  void want(bool read, bool write) {
    want_read_ = read;
    want_write_ = write;
    arm();
  }
  void close() {
    channel_ = nullptr;
    descriptor_.release();
  }

 private:
  void arm() {
    if (want_read_ && !waiting_read_) {
      waiting_read_ = true;
      descriptor_.async_wait(asio::posix::stream_descriptor::wait_read, [self = shared_from_this()](error_code error) {
        self->waiting_read_ = false;
        self->ready(error, true);
      });
    }
    if (want_write_ && !waiting_write_) {
      waiting_write_ = true;
      descriptor_.async_wait(asio::posix::stream_descriptor::wait_write, [self = shared_from_this()](error_code error) {
        self->waiting_write_ = false;
        self->ready(error, false);
      });
    }
  }
  void ready(error_code error, bool readable);

  AresChannel* channel_;  // nullptr once closed
  ares_socket_t socket_;
  asio::posix::stream_descriptor descriptor_;
  bool want_read_ = false;
  bool want_write_ = false;
  bool waiting_read_ = false;
  bool waiting_write_ = false;
};

class AresChannel : public DnsChannel {
 public:
  explicit AresChannel(asio::io_context& io) : io_(io), timer_(io) {}
  AresChannel(const AresChannel&) = delete;
  AresChannel& operator=(const AresChannel&) = delete;

  ~AresChannel() override {
    closing_ = true;
    timer_.cancel();
    if (channel_) ares_destroy(channel_);  // calls back for every open query and closes every socket
    *alive_ = false;
  }

  bool start(const std::vector<std::string>& servers, std::chrono::milliseconds first_wait) {
    ares_options options{};
    // Answers are judged here, REFUSED and SERVFAIL included; names are complete, so there is no search list.
    options.flags = ARES_FLAG_EDNS | ARES_FLAG_NOCHECKRESP | ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES;
    options.timeout = static_cast<int>(first_wait.count());
    options.tries = tries;
    options.ndomains = 0;
    options.ednspsz = edns_bytes;
    options.socket_receive_buffer_size = receive_buffer;
    options.sock_state_cb = [](void* self, ares_socket_t socket, int readable, int writable) {
      static_cast<AresChannel*>(self)->socket_state(socket, readable != 0, writable != 0);
    };
    options.sock_state_cb_data = this;
    const int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_DOMAINS | ARES_OPT_EDNSPSZ |
                     ARES_OPT_SOCK_RCVBUF | ARES_OPT_SOCK_STATE_CB | ARES_OPT_NOROTATE;
    if (!library_ready() || ares_init_options(&channel_, &options, mask) != ARES_SUCCESS) return false;
    if (!servers.empty()) {
      std::string list;
      for (const std::string& server : servers) list += (list.empty() ? "" : ",") + server;
      if (ares_set_servers_ports_csv(channel_, list.c_str()) != ARES_SUCCESS) return false;
    }
    servers_ = servers_of(channel_);
    return !servers_.empty();
  }

  void query(const std::string& name, std::uint16_t type, Callback callback) override {
    auto pending = std::make_unique<Pending>(Pending{this, std::move(callback)});
    // c-ares calls back exactly once for each query, at the latest when the channel is destroyed.
    ares_query(channel_, name.c_str(), class_in, type, &AresChannel::finished, pending.release());
    arm_timer();
  }

  const std::vector<std::string>& servers() const override { return servers_; }

  void process(ares_socket_t readable, ares_socket_t writable) {
    ares_process_fd(channel_, readable, writable);
    arm_timer();
  }

 private:
  struct Pending {
    AresChannel* channel;
    Callback callback;
  };

  static void finished(void* argument, int status, int /*timeouts*/, unsigned char* bytes, int size) {
    const std::unique_ptr<Pending> pending(static_cast<Pending*>(argument));
    if (pending->channel->closing_) return;
    if (bytes && size > 0) {
      pending->callback(DnsTransport::replied, {bytes, static_cast<std::size_t>(size)});
    } else if (status == ARES_ETIMEOUT) {
      pending->callback(DnsTransport::silent, {});
    } else {
      pending->callback(DnsTransport::unreachable, {});
    }
  }

  void socket_state(ares_socket_t socket, bool readable, bool writable) {
    const auto found = watches_.find(socket);
    if (!readable && !writable) {
      if (found == watches_.end()) return;
      found->second->close();
      watches_.erase(found);
      return;
    }
    auto& watch = found != watches_.end() ? found->second : watches_[socket];
    if (!watch) watch = std::make_shared<Watch>(io_, *this, socket);
    watch->want(readable, writable);
  }

  // Once set, the timer is left until it fires: nothing c-ares waits for ends earlier than what it waited for then,
  // but for a question sent later, which may be looked at a little late.
  void arm_timer() {
    if (timer_armed_) return;
    timeval limit{};
    if (!ares_timeout(channel_, nullptr, &limit)) return;  // nothing is in flight
    timer_armed_ = true;
    timer_.expires_after(std::chrono::seconds(limit.tv_sec) + std::chrono::microseconds(limit.tv_usec));
    timer_.async_wait([this, alive = alive_](error_code error) {
      if (!*alive || error) return;
      timer_armed_ = false;
      process(ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    });
  }

  asio::io_context& io_;
  asio::steady_timer timer_;
  bool timer_armed_ = false;
  bool closing_ = false;
  ares_channel channel_ = nullptr;
  std::map<ares_socket_t, std::shared_ptr<Watch>> watches_;
  std::vector<std::string> servers_;
  const std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

void Watch::ready(error_code error, bool readable) {
  if (!channel_ || error) return;
  const auto self = shared_from_this();
  channel_->process(readable ? socket_ : ARES_SOCKET_BAD, readable ? ARES_SOCKET_BAD : socket_);
  if (channel_) arm();  // unless c-ares closed it meanwhile
}

}  // namespace

std::unique_ptr<DnsChannel> DnsChannel::open(asio::io_context& io, const std::vector<std::string>& servers,
                                             std::chrono::milliseconds first_wait) {
  auto channel = std::make_unique<AresChannel>(io);
  if (!channel->start(servers, first_wait)) return nullptr;
  return channel;
}

}  // namespace mekiki::lookups
