#include "processes/frames.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/limits.h"

namespace mekiki::processes {
namespace {

using nlohmann::json;

// Builds the value while it counts; any refusal ends the parse. nlohmann's own builders have no bound on depth, and
// their CBOR reader recurses.
class BoundedBuilder final : public nlohmann::json_sax<json> {
 public:
  bool null() override { return add(json()); }
  bool boolean(bool value) override { return add(json(value)); }
  bool number_integer(number_integer_t value) override { return add(json(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add(json(value)); }
  bool number_float(number_float_t value, const string_t&) override { return add(json(value)); }
  bool string(string_t& value) override { return add(json(std::move(value))); }
  bool binary(binary_t& value) override { return add(json(std::move(value))); }
  bool start_object(std::size_t) override { return open(json::object()); }
  bool start_array(std::size_t) override { return open(json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    keys_.back() = std::move(value);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

  json take() { return std::move(root_); }

 private:
  bool add(json value) { return place(std::move(value)) != nullptr; }

  bool open(json container) {
    if (stack_.size() >= limits::frame_depth) return false;
    json* placed = place(std::move(container));
    if (placed == nullptr) return false;
    stack_.push_back(placed);
    keys_.emplace_back();
    return true;
  }

  bool close() {
    stack_.pop_back();
    keys_.pop_back();
    return true;
  }

  // Pointers on the stack stay valid: only the innermost container grows, and nothing on the stack lies inside it.
  json* place(json value) {
    if (++elements_ > limits::frame_elements) return nullptr;
    if (stack_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    json& parent = *stack_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    json& member = parent[keys_.back()];
    member = std::move(value);
    return &member;
  }

  json root_;
  std::vector<json*> stack_;
  std::vector<std::string> keys_;
  std::size_t elements_ = 0;
};

std::optional<json> read(std::string_view bytes, json::input_format_t format) {
  BoundedBuilder builder;
  if (!json::sax_parse(bytes.begin(), bytes.end(), &builder, format)) return std::nullopt;
  return builder.take();
}

constexpr bool is_little(std::endian order) { return order == std::endian::little; }

}  // namespace

std::uint32_t FrameReader::announced() const {
  std::uint32_t length = 0;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    length = (length << 8) | header_.at(is_little(order_) ? header_.size() - 1 - i : i);
  }
  return length;
}

FrameReader::State FrameReader::feed(std::string_view& bytes) {
  if (skip_ > 0) {
    const auto passed = static_cast<std::size_t>(std::min<std::uint64_t>(skip_, bytes.size()));
    bytes.remove_prefix(passed);
    skip_ -= passed;
    if (skip_ > 0) return State::incomplete;
  }
  while (header_size_ < header_.size()) {
    if (bytes.empty()) return State::incomplete;
    header_.at(header_size_++) = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
  }
  const std::uint32_t length = announced();
  if (length > max_bytes_) {
    header_size_ = 0;
    skip_ = length;
    return State::too_large;
  }
  const std::size_t taken = std::min<std::size_t>(length - body_.size(), bytes.size());
  body_.append(bytes.substr(0, taken));
  bytes.remove_prefix(taken);
  return body_.size() == length ? State::complete : State::incomplete;
}

std::string FrameReader::take() {
  header_size_ = 0;
  return std::exchange(body_, {});
}

std::string frame_header(std::size_t body_bytes, std::endian order) {
  std::string header(4, '\0');
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto byte = static_cast<char>((body_bytes >> (8 * i)) & 0xFF);
    header.at(is_little(order) ? i : header.size() - 1 - i) = byte;
  }
  return header;
}

std::optional<json> read_cbor(std::string_view bytes) { return read(bytes, json::input_format_t::cbor); }
std::optional<json> read_json(std::string_view text) { return read(text, json::input_format_t::json); }

std::string cbor_frame(const json& value) {
  std::string frame(4, '\0');
  json::to_cbor(value, frame);
  frame.replace(0, 4, frame_header(frame.size() - 4));
  return frame;
}

std::string cbor_frame_before(const json& value, std::string_view key, std::string_view message) {
  std::string frame(4, '\0');
  json::to_cbor(value, frame);
  // RFC 8949 section 3: the low five bits of a map's first byte are its number of pairs, if below 24; a byte string
  // whose length takes four bytes begins with 0x5a.
  frame.at(4) = static_cast<char>(static_cast<unsigned char>(frame.at(4)) + 1);
  json::to_cbor(json(key), frame);
  frame.push_back('\x5a');
  frame += frame_header(message.size(), std::endian::big);
  frame.replace(0, 4, frame_header(frame.size() - 4 + message.size()));
  return frame;
}

std::string native_frame(const json& value) {
  const std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
  return frame_header(text.size(), std::endian::native) + text;
}

}  // namespace mekiki::processes
