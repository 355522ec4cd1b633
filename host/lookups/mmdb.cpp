#include "lookups/mmdb.h"

#include <arpa/inet.h>
#include <maxminddb.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <string_view>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::lookups {
namespace {

// The two layouts: MaxMind's nested maps, and @ip-location-db's flat ones. A path ends with nullptr.
constexpr std::size_t path_parts = 5;
using Path = std::array<const char*, path_parts>;
struct FieldPaths {
  Path nested;
  Path flat;
};
constexpr FieldPaths country_paths{{"country", "iso_code"}, {"country_code"}};
constexpr FieldPaths region_paths{{"subdivisions", "0", "names", "en"}, {"state1"}};
constexpr FieldPaths city_paths{{"city", "names", "en"}, {"city"}};
constexpr FieldPaths latitude_paths{{"location", "latitude"}, {"latitude"}};
constexpr FieldPaths longitude_paths{{"location", "longitude"}, {"longitude"}};
constexpr FieldPaths asn_paths{{"autonomous_system_number"}, {"autonomous_system_number"}};
constexpr FieldPaths network_paths{{"autonomous_system_organization"}, {"autonomous_system_organization"}};

std::string clean_string(std::string_view bytes) {
  std::string text = to_valid_utf8(cut_on_character(bytes, limits::place_string_bytes));
  std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }, ' ');
  return std::string(trim_ascii(text));
}

// Reads fields of one entry and remembers whether its bytes made sense.
class Entry {
 public:
  explicit Entry(MMDB_entry_s entry) : entry_(entry) {}

  std::string text(const FieldPaths& paths) {
    const auto value = any(paths);
    if (!value) return {};
    if (value->type == MMDB_DATA_TYPE_UTF8_STRING) return clean_string({value->utf8_string, value->data_size});
    if (value->type == MMDB_DATA_TYPE_UINT16) return std::to_string(value->uint16);
    if (value->type == MMDB_DATA_TYPE_UINT32) return std::to_string(value->uint32);
    return {};
  }

  std::optional<double> number(const FieldPaths& paths, double limit) {
    const auto value = any(paths);
    if (!value) return std::nullopt;
    double number = 0;
    switch (value->type) {
      case MMDB_DATA_TYPE_DOUBLE:
        number = value->double_value;
        break;
      case MMDB_DATA_TYPE_FLOAT:
        // Through decimal, so that 36.3147 does not become 36.314701080322266.
        number = std::round(static_cast<double>(value->float_value) * 1e4) / 1e4;
        break;
      case MMDB_DATA_TYPE_INT32:
        number = value->int32;
        break;
      case MMDB_DATA_TYPE_UTF8_STRING:
        return number_in({value->utf8_string, value->data_size}, limit);
      default:
        return std::nullopt;
    }
    return in_range(number, limit);
  }

  [[nodiscard]] bool damaged() const { return damaged_; }

 private:
  static std::optional<double> in_range(double number, double limit) {
    return std::isfinite(number) && std::fabs(number) <= limit ? std::optional(number) : std::nullopt;
  }

  // Own reading of "-12.34": strtod depends on the locale, and g++ 12 and libc++ do not both have from_chars for it.
  static std::optional<double> number_in(std::string_view text, double limit) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (text.empty() || text.size() > 20) return std::nullopt;
    double number = 0;
    double place = 0;  // of the next decimal; 0 before the point
    for (const char c : text) {
      if (c == '.' && place == 0) {
        place = 0.1;
      } else if (c < '0' || c > '9') {
        return std::nullopt;
      } else if (place == 0) {
        number = number * 10 + (c - '0');
      } else {
        number += place * (c - '0');
        place /= 10;
      }
    }
    return in_range(negative ? -number : number, limit);
  }

  std::optional<MMDB_entry_data_s> any(const FieldPaths& paths) {
    auto value = get(paths.nested);
    return value ? value : get(paths.flat);
  }

  // A scalar at this path.
  std::optional<MMDB_entry_data_s> get(const Path& path) {
    MMDB_entry_data_s data{};
    const int status = MMDB_aget_value(&entry_, &data, path.data());
    if (status == MMDB_LOOKUP_PATH_DOES_NOT_MATCH_DATA_ERROR || status == MMDB_INVALID_LOOKUP_PATH_ERROR) {
      return std::nullopt;
    }
    if (status != MMDB_SUCCESS) {
      damaged_ = true;
      return std::nullopt;
    }
    if (!data.has_data || data.type == MMDB_DATA_TYPE_MAP || data.type == MMDB_DATA_TYPE_ARRAY) return std::nullopt;
    return data;
  }

  MMDB_entry_s entry_;
  bool damaged_ = false;
};

struct Address {
  sockaddr_storage socket{};
  int family = 0;
};

std::optional<Address> address_of(const std::string& ip) {
  Address address;
  auto* v4 = reinterpret_cast<sockaddr_in*>(&address.socket);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.socket);
  if (inet_pton(AF_INET, ip.c_str(), &v4->sin_addr) == 1) {
    address.family = AF_INET;
  } else if (inet_pton(AF_INET6, ip.c_str(), &v6->sin6_addr) == 1) {
    address.family = AF_INET6;
  } else {
    return std::nullopt;
  }
  address.socket.ss_family = static_cast<sa_family_t>(address.family);
  return address;
}

// The address cut to its first `bits` bits: "222.227.84.0/24".
std::string prefix_of(const Address& address, unsigned bits) {
  std::array<std::uint8_t, 16> bytes{};
  const std::size_t size = address.family == AF_INET ? 4 : 16;
  const void* source = address.family == AF_INET
                           ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in*>(&address.socket)->sin_addr)
                           : &reinterpret_cast<const sockaddr_in6*>(&address.socket)->sin6_addr;
  std::copy_n(static_cast<const std::uint8_t*>(source), size, bytes.begin());
  if (bits > size * 8) return {};
  for (std::size_t i = 0; i < size * 8; ++i) {
    if (i >= bits) bytes[i / 8] = static_cast<std::uint8_t>(bytes[i / 8] & ~(0x80u >> (i % 8)));
  }
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (!inet_ntop(address.family, bytes.data(), text.data(), text.size())) return {};
  return std::string(text.data()) + "/" + std::to_string(bits);
}

bool is_country_code(const std::string& code) {
  return code.size() == 2 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
}

class MmdbFile : public Mmdb {
 public:
  MmdbFile() = default;
  MmdbFile(const MmdbFile&) = delete;
  MmdbFile& operator=(const MmdbFile&) = delete;
  ~MmdbFile() override {
    if (open_) MMDB_close(&file_);
  }

  bool start(const std::string& path) {
    open_ = MMDB_open(path.c_str(), MMDB_MODE_MMAP, &file_) == MMDB_SUCCESS;
    return open_;
  }

  std::string type() const override {
    return file_.metadata.database_type ? clean_string(file_.metadata.database_type) : std::string();
  }

  std::string description() const override {
    std::string first;
    for (std::size_t i = 0; i < file_.metadata.description.count; ++i) {
      const MMDB_description_s* one = file_.metadata.description.descriptions[i];
      if (!one || !one->language || !one->description) continue;
      if (std::string_view(one->language) == "en") return clean_string(one->description);
      if (first.empty()) first = clean_string(one->description);
    }
    return first;
  }

  std::int64_t built() const override {
    constexpr std::uint64_t year_2200 = 7'258'118'400;
    return static_cast<std::int64_t>(std::min(file_.metadata.build_epoch, year_2200));
  }

  Status find(const std::string& ip, Place& place) const override {
    const auto address = address_of(ip);
    if (!address) return Status::absent;
    int error = MMDB_SUCCESS;
    const MMDB_lookup_result_s result =
        MMDB_lookup_sockaddr(&file_, reinterpret_cast<const sockaddr*>(&address->socket), &error);
    if (error == MMDB_IPV6_LOOKUP_IN_IPV4_DATABASE_ERROR) return Status::absent;
    if (error != MMDB_SUCCESS) return Status::damaged;
    if (!result.found_entry) return Status::absent;

    Entry entry(result.entry);
    place.country = entry.text(country_paths);
    if (!is_country_code(place.country)) place.country.clear();
    place.region = entry.text(region_paths);
    place.city = entry.text(city_paths);
    place.latitude = entry.number(latitude_paths, 90);
    place.longitude = entry.number(longitude_paths, 180);
    place.asn = entry.text(asn_paths);
    place.network = entry.text(network_paths);
    // In a database of IPv6, IPv4 lies below ::/96.
    const bool below = address->family == AF_INET && file_.metadata.ip_version == 6 && result.netmask >= 96;
    place.prefix = prefix_of(*address, below ? result.netmask - 96u : result.netmask);
    return entry.damaged() ? Status::damaged : Status::found;
  }

 private:
  MMDB_s file_{};  // entries point to it: it must not move
  bool open_ = false;
};

}  // namespace

std::unique_ptr<Mmdb> Mmdb::open(const std::string& path, std::string& error) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) {
    error = "missing";
    return nullptr;
  }
  auto file = std::make_unique<MmdbFile>();
  if (!file->start(path)) {
    error = "damaged";
    return nullptr;
  }
  return file;
}

}  // namespace mekiki::lookups
