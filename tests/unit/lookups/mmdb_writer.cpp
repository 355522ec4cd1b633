#include "mmdb_writer.h"

#include <arpa/inet.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace mekiki::lookups {
namespace {

enum Type : unsigned {
  string_type = 2,
  double_type = 3,
  uint16_type = 5,
  uint32_type = 6,
  map_type = 7,
  uint64_type = 9,
  array_type = 11,
  float_type = 15
};

std::string big_endian(std::uint64_t value, std::size_t bytes) {
  std::string out;
  for (std::size_t i = bytes; i-- > 0;) out += static_cast<char>((value >> (8 * i)) & 0xFF);
  return out;
}

// A control byte (or more) and nothing after it.
std::string control(unsigned type, std::size_t size) {
  std::string out;
  const std::size_t in_byte = size < 29 ? size : 29;  // 29: one more byte has size - 29
  out += static_cast<char>((type < 8 ? type << 5 : 0u) | in_byte);
  if (type >= 8) out += static_cast<char>(type - 7);
  if (in_byte == 29) out += static_cast<char>(size - 29);
  return out;
}

template <class Bits, class Number>
Bits bits_of(Number number) {
  Bits bits{};
  static_assert(sizeof bits == sizeof number);
  std::memcpy(&bits, &number, sizeof bits);
  return bits;
}

// The binary search tree; a record is another node, nothing (-1) or a value (below -1).
class Tree {
 public:
  void add(const std::vector<bool>& path, int value) {
    std::size_t node = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const bool last = i + 1 == path.size();
      int& record = nodes_[node][path[i] ? 1 : 0];
      if (last) {
        record = -2 - value;
      } else if (record >= 0) {
        node = static_cast<std::size_t>(record);
      } else {
        record = static_cast<int>(nodes_.size());
        node = nodes_.size();
        nodes_.push_back({-1, -1});  // `record` is not used any more
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  [[nodiscard]] std::string bytes() const {
    std::string out;
    for (const auto& node : nodes_) {
      for (const int record : node) {
        std::size_t value = nodes_.size();
        if (record >= 0) value = static_cast<std::size_t>(record);
        if (record < -1) value = nodes_.size() + 16 + static_cast<std::size_t>(-2 - record);
        out += big_endian(value, 3);
      }
    }
    return out;
  }

 private:
  std::vector<std::array<int, 2>> nodes_{{-1, -1}};
};

std::vector<bool> path_of(const MmdbNetwork& network, int ip_version) {
  std::array<unsigned char, 16> bytes{};
  std::vector<bool> path;
  const bool v4 = inet_pton(AF_INET, network.ip.c_str(), bytes.data()) == 1;
  if (!v4) inet_pton(AF_INET6, network.ip.c_str(), bytes.data());
  if (v4 && ip_version == 6) path.assign(96, false);
  for (unsigned i = 0; i < network.bits; ++i) path.push_back((bytes[i / 8] >> (7 - i % 8) & 1) != 0);
  return path;
}

}  // namespace

std::string mmdb_string(const std::string& text) { return control(string_type, text.size()) + text; }
std::string mmdb_double(double number) {
  return control(double_type, 8) + big_endian(bits_of<std::uint64_t>(number), 8);
}
std::string mmdb_float(float number) { return control(float_type, 4) + big_endian(bits_of<std::uint32_t>(number), 4); }
std::string mmdb_uint16(unsigned number) { return control(uint16_type, 2) + big_endian(number, 2); }
std::string mmdb_uint32(unsigned number) { return control(uint32_type, 4) + big_endian(number, 4); }

std::string mmdb_map(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string out = control(map_type, entries.size());
  for (const auto& [key, value] : entries) out += mmdb_string(key) + value;
  return out;
}

std::string mmdb_array(const std::vector<std::string>& entries) {
  std::string out = control(array_type, entries.size());
  for (const std::string& entry : entries) out += entry;
  return out;
}

std::string mmdb_bytes(const MmdbContents& contents) {
  Tree tree;
  std::string data;
  for (const MmdbNetwork& network : contents.networks) {
    tree.add(path_of(network, contents.ip_version), static_cast<int>(data.size()));
    data += network.value;
  }
  const std::string metadata = mmdb_map({
      {"node_count", mmdb_uint32(static_cast<unsigned>(tree.size()))},
      {"record_size", mmdb_uint16(24)},
      {"ip_version", mmdb_uint16(static_cast<unsigned>(contents.ip_version))},
      {"database_type", mmdb_string(contents.type)},
      {"languages", mmdb_array({mmdb_string("en")})},
      {"binary_format_major_version", mmdb_uint16(2)},
      {"binary_format_minor_version", mmdb_uint16(0)},
      {"build_epoch", control(uint64_type, 8) + big_endian(1'700'000'000, 8)},
      {"description", mmdb_map({{"en", mmdb_string(contents.description)}})},
  });
  return tree.bytes() + std::string(16, '\0') + data + "\xAB\xCD\xEFMaxMind.com" + metadata;
}

}  // namespace mekiki::lookups
