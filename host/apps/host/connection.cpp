#include "apps/host/connection.h"

#include <bit>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <utility>

#include "base/limits.h"
#include "processes/error_texts.h"
#include "processes/log.h"

namespace mekiki::apps {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// Beyond that nothing more is read until it has gone out.
constexpr std::size_t high_water_bytes = 4u << 20;

}  // namespace

Connection::Connection(asio::io_context& io, int input, int output)
    : input_(io, input), output_(io, output), reader_(limits::extension_to_host_bytes, std::endian::native) {}

void Connection::start(Handlers handlers) {
  handlers_ = std::move(handlers);
  read();
}

void Connection::read() {
  if (stopped_ || reading_ || queued_bytes_ > high_water_bytes) return;
  reading_ = true;
  input_.async_read_some(asio::buffer(buffer_), [this](error_code error, std::size_t size) {
    reading_ = false;
    if (stopped_) return;
    if (error) return end();
    on_bytes({buffer_.data(), size});
    read();
  });
}

void Connection::on_bytes(std::string_view bytes) {
  while (!stopped_) {
    const auto state = reader_.feed(bytes);
    if (state == processes::FrameReader::State::incomplete) return;
    if (state == processes::FrameReader::State::too_large) {
      handlers_.on_oversized_message();
    } else {
      handlers_.on_message(reader_.take());
    }
  }
}

void Connection::send(const nlohmann::json& message) {
  std::string frame = processes::native_frame(message);
  if (frame.size() > limits::host_to_extension_bytes + 1024) {
    // Thunderbird would close the connection. Reports are bounded, so this is a fault of ours; the mail gets its error.
    processes::log().error("a message of {} bytes was held back", frame.size());
    const std::string code = "internal";
    frame = processes::native_frame({{"protocol", 1},
                                     {"type", "error"},
                                     {"id", message.value("id", nlohmann::json())},
                                     {"code", code},
                                     {"text", processes::error_text(code, "en")}});
  }
  queued_bytes_ += frame.size();
  queue_.push_back(std::move(frame));
  if (queue_.size() == 1) write();
}

void Connection::write() {
  asio::async_write(output_, asio::buffer(queue_.front()), [this](error_code error, std::size_t) {
    queued_bytes_ -= queue_.front().size();
    queue_.pop_front();
    if (error) {
      queue_.clear();
      queued_bytes_ = 0;
      end();
    }
    if (!queue_.empty()) return write();
    if (on_all_sent) on_all_sent();
    read();
  });
}

void Connection::stop_reading() {
  stopped_ = true;
  error_code ignored;
  static_cast<void>(input_.cancel(ignored));
}

void Connection::end() {
  if (std::exchange(stopped_, true)) return;
  if (handlers_.on_end) handlers_.on_end();
}

}  // namespace mekiki::apps
