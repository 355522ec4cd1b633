// The pipes to Thunderbird: https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_messaging
#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstddef>
#include <deque>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "processes/frames.h"

namespace mekiki::apps {

class Connection {
 public:
  struct Handlers {
    std::function<void(std::string_view message)> on_message;
    std::function<void()> on_oversized_message;
    std::function<void()> on_end;  // of the input, or of whoever reads the output; once
  };

  // Owns the two descriptors.
  Connection(boost::asio::io_context& io, int input, int output);

  void start(Handlers handlers);
  // Queues the message. While much is queued nothing more is read: who does not listen is not served further.
  void send(const nlohmann::json& message);
  // Reads no more; what is queued still goes out.
  void stop_reading();
  [[nodiscard]] bool all_sent() const { return queue_.empty(); }
  // Called whenever all_sent() becomes true.
  std::function<void()> on_all_sent;

 private:
  void read();
  void on_bytes(std::string_view bytes);
  void write();
  void end();

  boost::asio::posix::stream_descriptor input_;
  boost::asio::posix::stream_descriptor output_;
  Handlers handlers_;
  processes::FrameReader reader_;
  std::array<char, 256 << 10> buffer_{};
  std::deque<std::string> queue_;
  std::size_t queued_bytes_ = 0;
  bool reading_ = false;
  bool stopped_ = false;
};

}  // namespace mekiki::apps
