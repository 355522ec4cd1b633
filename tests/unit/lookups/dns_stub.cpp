#include "dns_stub.h"

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <optional>

namespace mekiki::lookups {

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::ip::udp;
using boost::system::error_code;

namespace {

unsigned be16_at(const std::string& bytes, std::size_t at) {
  if (at + 2 > bytes.size()) return 0;
  return static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) << 8 | static_cast<unsigned char>(bytes[at + 1]);
}

Asked parse(const std::string& bytes, bool is_tcp) {
  Asked asked;
  asked.tcp = is_tcp;
  asked.id = be16_at(bytes, 0);
  std::size_t at = 12;
  while (at < bytes.size() && bytes[at] != 0) {
    const std::size_t length = static_cast<unsigned char>(bytes[at]);
    if (!asked.name.empty()) asked.name += '.';
    asked.name += bytes.substr(at + 1, length);
    at += length + 1;
  }
  asked.type = static_cast<std::uint16_t>(be16_at(bytes, at + 1));
  at += 5;
  // An OPT record (RFC 6891) begins with the root; its class is the payload size.
  if (be16_at(bytes, 10) == 1 && be16_at(bytes, at + 1) == OPT) asked.edns_bytes = be16_at(bytes, at + 3);
  return asked;
}

}  // namespace

TestMessage reply_to(const Asked& asked, std::vector<TestRecord> answers, int rcode) {
  TestMessage message;
  message.id = asked.id;
  message.rcode = rcode;
  message.question_name = asked.name;
  message.question_type = asked.type;
  message.answers = std::move(answers);
  return message;
}

struct DnsStub::State : std::enable_shared_from_this<State> {
  State(asio::io_context& context, Script script_, std::chrono::milliseconds delay_)
      : io(context), script(std::move(script_)), delay(delay_), udp_socket(io), acceptor(io) {}

  bool open() {
    error_code error;
    acceptor = tcp::acceptor(io, {asio::ip::address_v4::loopback(), 0});
    udp_socket.open(udp::v4());
    udp_socket.set_option(asio::socket_base::receive_buffer_size(1 << 20));
    if (udp_socket.bind({asio::ip::address_v4::loopback(), acceptor.local_endpoint().port()}, error)) {
      udp_socket.close();
    }
    return udp_socket.is_open();
  }

  // Runs `send` with each reply, after the delay.
  void answer(const Asked& asked, std::function<void(std::string)> send) {
    log.push_back(asked);
    auto replies = script(asked);
    auto timer = std::make_shared<asio::steady_timer>(io, delay);
    timer->async_wait([timer, replies = std::move(replies), send = std::move(send)](error_code) {
      for (const std::string& reply : replies) send(reply);
    });
  }

  void receive() {
    auto from = std::make_shared<udp::endpoint>();
    udp_socket.async_receive_from(
        asio::buffer(datagram), *from, [self = shared_from_this(), from](error_code error, std::size_t size) {
          if (error == asio::error::operation_aborted || !self->udp_socket.is_open()) return;
          if (!error) {
            self->answer(parse({self->datagram.data(), size}, false), [self, from](const std::string& reply) {
              error_code ignored;
              self->udp_socket.send_to(asio::buffer(reply), *from, 0, ignored);
            });
          }
          self->receive();
        });
  }

  void accept() {
    acceptor.async_accept([self = shared_from_this()](error_code error, tcp::socket socket) {
      if (error) return;
      self->read(std::make_shared<tcp::socket>(std::move(socket)));
      self->accept();
    });
  }

  void read(const std::shared_ptr<tcp::socket>& socket) {
    auto size = std::make_shared<std::array<unsigned char, 2>>();
    asio::async_read(*socket, asio::buffer(*size), [self = shared_from_this(), socket, size](error_code error, auto) {
      if (error) return;
      auto body = std::make_shared<std::string>(static_cast<std::size_t>((*size)[0] << 8 | (*size)[1]), '\0');
      asio::async_read(*socket, asio::buffer(*body), [self, socket, body](error_code failure, auto) {
        if (failure) return;
        self->answer(parse(*body, true), [socket](const std::string& reply) {
          error_code ignored;
          asio::write(*socket, asio::buffer(be16(static_cast<unsigned>(reply.size())) + reply), ignored);
        });
        self->read(socket);
      });
    });
  }

  asio::io_context& io;
  Script script;
  std::chrono::milliseconds delay;
  udp::socket udp_socket;
  tcp::acceptor acceptor;
  std::array<char, 4096> datagram{};
  std::vector<Asked> log;
};

DnsStub::DnsStub(asio::io_context& io, Script script, std::chrono::milliseconds delay)
    : state_(std::make_shared<State>(io, std::move(script), delay)) {
  while (!state_->open()) {  // the UDP port of this number belongs to somebody else
  }
  state_->receive();
  state_->accept();
}

DnsStub::~DnsStub() { stop(); }

std::string DnsStub::address() const { return "127.0.0.1:" + std::to_string(state_->acceptor.local_endpoint().port()); }

const std::vector<Asked>& DnsStub::log() const { return state_->log; }

void DnsStub::stop() {
  state_->udp_socket.close();
  state_->acceptor.close();
}

}  // namespace mekiki::lookups
