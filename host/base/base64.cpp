#include "base/base64.h"

#include <array>
#include <cstdint>

namespace mekiki {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t outside = 0xFF;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(outside);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}
constexpr auto values = make_values();

std::uint32_t value_of(char c) { return values[static_cast<unsigned char>(c)]; }

// Collects sextets; every four give three bytes.
class Quantum {
 public:
  explicit Quantum(std::string& out) : out_(out) {}

  void add(std::uint32_t sextet) {
    bits_ = (bits_ << 6) | sextet;
    if (++count_ < 4) return;
    emit(16);
    emit(8);
    emit(0);
    count_ = 0;
    bits_ = 0;
  }

  // The bytes of a quantum that padding or the end cut short. False if bits are left that no encoder leaves.
  bool finish() {
    bool clean = count_ != 1;
    if (count_ == 2) {
      clean = (bits_ & 0xF) == 0;
      emit(4);
    } else if (count_ == 3) {
      clean = (bits_ & 0x3) == 0;
      emit(10);
      emit(2);
    }
    count_ = 0;
    bits_ = 0;
    return clean;
  }

 private:
  void emit(unsigned shift) { out_ += static_cast<char>((bits_ >> shift) & 0xFF); }

  std::string& out_;
  std::uint32_t bits_ = 0;
  unsigned count_ = 0;
};

}  // namespace

std::string base64_encode(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
  };
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::uint32_t bits = (byte(i) << 16) | (byte(i + 1) << 8) | byte(i + 2);
    out += alphabet[bits >> 18];
    out += alphabet[(bits >> 12) & 0x3F];
    out += i + 1 < bytes.size() ? alphabet[(bits >> 6) & 0x3F] : '=';
    out += i + 2 < bytes.size() ? alphabet[bits & 0x3F] : '=';
  }
  return out;
}

std::optional<std::string> base64_decode(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int i = 0; i < 2 && !text.empty() && text.back() == '='; ++i) text.remove_suffix(1);
  std::string out;
  out.reserve(text.size() / 4 * 3 + 2);
  Quantum quantum(out);
  for (const char c : text) {
    const std::uint32_t value = value_of(c);
    if (value == outside) return std::nullopt;
    quantum.add(value);
  }
  if (!quantum.finish()) return std::nullopt;
  return out;
}

std::string base64_decode_lenient(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3 + 2);
  Quantum quantum(out);
  for (const char c : text) {
    const std::uint32_t value = value_of(c);
    if (value != outside) {
      quantum.add(value);
    } else if (c == '=') {
      quantum.finish();  // concatenated encodings are met in mail: go on after the padding
    }
  }
  quantum.finish();
  return out;
}

std::string hex_encode(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4];
    out += digits[byte & 0xF];
  }
  return out;
}

}  // namespace mekiki
