// Length-prefixed frames, and what is inside them: CBOR (RFC 8949) between host and examiner, JSON (RFC 8259) between
// Thunderbird and host. Every reader is bounded in size, depth and number of values, and none throws.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace mekiki::processes {

// Puts frames together from whatever pieces arrive. Memory grows with the bytes that have arrived, never with the
// length that was announced.
class FrameReader {
 public:
  // `max_bytes`: of one frame's body. `order`: of the four length bytes; little between host and examiner, the
  // machine's own in native messaging.
  explicit FrameReader(std::size_t max_bytes, std::endian order = std::endian::little)
      : max_bytes_(max_bytes), order_(order) {}

  enum class State {
    incomplete,  // all bytes taken, more are needed
    complete,    // take() the frame; bytes of the next one may be left
    too_large,   // announced beyond max_bytes; said once, then its bytes are passed over
  };
  // Takes bytes off the front of `bytes`.
  State feed(std::string_view& bytes);
  // Precondition: the last feed() gave complete.
  std::string take();
  // Nothing of a further frame has been seen.
  [[nodiscard]] bool empty() const { return header_size_ == 0 && body_.empty() && skip_ == 0; }

 private:
  [[nodiscard]] std::uint32_t announced() const;

  std::size_t max_bytes_;
  std::endian order_;
  std::array<unsigned char, 4> header_{};
  std::size_t header_size_ = 0;
  std::string body_;
  std::uint64_t skip_ = 0;
};

// The four bytes before a body.
std::string frame_header(std::size_t body_bytes, std::endian order = std::endian::little);

// nullopt on anything malformed, too deep (limits::frame_depth) or with too many values (limits::frame_elements).
std::optional<nlohmann::json> read_cbor(std::string_view bytes);
std::optional<nlohmann::json> read_json(std::string_view text);

// A whole frame. Strings that are not UTF-8 stay as they are.
std::string cbor_frame(const nlohmann::json& value);

// The frame {...value, "message": message} without its last `message.size()` bytes: so that a large mail is never
// copied. Precondition: `value` is an object with fewer than 23 members, message.size() < 2^32.
std::string cbor_frame_before(const nlohmann::json& value, std::string_view key, std::string_view message);

// A whole native message. Bytes that are not UTF-8 become U+FFFD.
std::string native_frame(const nlohmann::json& value);

}  // namespace mekiki::processes
