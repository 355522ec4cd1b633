#include "names/ip_address.h"

#include <cstddef>

#include "names/ascii.h"

namespace mekiki::names {
namespace {

constexpr std::size_t piece_count = 8;

// One decimal number below 256 without leading zeros at `position`, which moves past it.
std::optional<std::uint32_t> parse_octet(std::string_view text, std::size_t& position) {
  const std::size_t start = position;
  std::uint32_t value = 0;
  while (position < text.size() && ascii::is_digit(text[position]) && position - start < 3) {
    value = value * 10 + static_cast<std::uint32_t>(text[position++] - '0');
  }
  const std::size_t digits = position - start;
  if (digits == 0 || value > 255 || (digits > 1 && text[start] == '0')) return std::nullopt;
  return value;
}

struct Run {
  std::size_t start = 0;
  std::size_t size = 0;
};

// The first longest run of zero pieces; a single zero piece is not worth it (RFC 5952 section 4.2.2).
Run longest_zero_run(const Ipv6Pieces& pieces) {
  Run longest;
  Run current;
  for (std::size_t i = 0; i < piece_count; ++i) {
    if (pieces[i] != 0) {
      current = {i + 1, 0};
      continue;
    }
    ++current.size;
    if (current.size > longest.size) longest = current;
  }
  return longest.size > 1 ? longest : Run{piece_count, 0};
}

void append_hex(std::string& out, std::uint16_t piece) {
  constexpr std::string_view digits = "0123456789abcdef";
  bool started = false;
  for (int shift = 12; shift >= 0; shift -= 4) {
    const unsigned nibble = (piece >> shift) & 0xFU;
    started = started || nibble != 0 || shift == 0;
    if (started) out += digits[nibble];
  }
}

// https://url.spec.whatwg.org/#concept-ipv6-parser
class Ipv6Reader {
 public:
  explicit Ipv6Reader(std::string_view text) : text_(text) {}

  std::optional<Ipv6Pieces> read() {
    if (at(0) == ':') {
      if (at(1) != ':') return std::nullopt;
      position_ = 2;
      compress_ = ++index_;
    }
    while (position_ < text_.size()) {
      if (!read_piece()) return std::nullopt;
      if (ended_by_ipv4_) break;
    }
    return spread();
  }

 private:
  // The character `ahead` of here; NUL stands for the end (and is itself refused as no hex digit).
  [[nodiscard]] char at(std::size_t ahead) const {
    return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
  }

  bool read_piece() {
    if (index_ == piece_count) return false;
    if (at(0) == ':') {
      if (compress_) return false;
      ++position_;
      compress_ = ++index_;
      return true;
    }
    unsigned value = 0;
    std::size_t length = 0;
    while (length < 4 && ascii::hex_value(at(length)) >= 0) {
      value = value * 16 + static_cast<unsigned>(ascii::hex_value(at(length++)));
    }
    if (at(length) == '.') return length != 0 && read_ipv4();
    position_ += length;
    if (at(0) == ':') {
      ++position_;
      if (position_ == text_.size()) return false;
    } else if (position_ != text_.size()) {
      return false;
    }
    pieces_[index_++] = static_cast<std::uint16_t>(value);
    return true;
  }

  bool read_ipv4() {
    if (index_ > piece_count - 2) return false;
    const auto address = parse_dotted_ipv4(text_.substr(position_));
    if (!address) return false;
    pieces_[index_++] = static_cast<std::uint16_t>(*address >> 16);
    pieces_[index_++] = static_cast<std::uint16_t>(*address & 0xFFFFU);
    ended_by_ipv4_ = true;
    return true;
  }

  // Moves what was read after "::" to the end.
  std::optional<Ipv6Pieces> spread() {
    if (!compress_) return index_ == piece_count ? std::optional(pieces_) : std::nullopt;
    std::size_t from = index_;
    std::size_t to = piece_count;
    while (to > *compress_ && from > *compress_) {
      pieces_[--to] = pieces_[--from];
      if (to != from) pieces_[from] = 0;
    }
    return pieces_;
  }

  std::string_view text_;
  std::size_t position_ = 0;
  Ipv6Pieces pieces_{};
  std::size_t index_ = 0;
  std::optional<std::size_t> compress_;
  bool ended_by_ipv4_ = false;
};

}  // namespace

std::optional<std::uint32_t> parse_dotted_ipv4(std::string_view text) {
  std::uint32_t address = 0;
  std::size_t position = 0;
  for (int octet = 0; octet < 4; ++octet) {
    if (octet > 0) {
      if (position == text.size() || text[position] != '.') return std::nullopt;
      ++position;
    }
    const auto value = parse_octet(text, position);
    if (!value) return std::nullopt;
    address = (address << 8) | *value;
  }
  if (position != text.size()) return std::nullopt;
  return address;
}

std::string serialise_ipv4(std::uint32_t address) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    if (!out.empty()) out += '.';
    out += std::to_string((address >> shift) & 0xFFU);
  }
  return out;
}

std::optional<Ipv6Pieces> parse_ipv6(std::string_view text) { return Ipv6Reader(text).read(); }

std::string serialise_ipv6(const Ipv6Pieces& pieces) {
  const Run zeros = longest_zero_run(pieces);
  std::string out;
  for (std::size_t i = 0; i < piece_count; ++i) {
    if (i == zeros.start) {
      out += "::";
      i += zeros.size - 1;
      continue;
    }
    if (!out.empty() && out.back() != ':') out += ':';
    append_hex(out, pieces[i]);
  }
  return out;
}

std::optional<std::uint32_t> mapped_ipv4(const Ipv6Pieces& pieces) {
  for (std::size_t i = 0; i < 5; ++i) {
    if (pieces[i] != 0) return std::nullopt;
  }
  if (pieces[5] != 0xFFFF) return std::nullopt;
  return (static_cast<std::uint32_t>(pieces[6]) << 16) | pieces[7];
}

}  // namespace mekiki::names
