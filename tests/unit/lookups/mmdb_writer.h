// Writes small MaxMind DB files (format 2.0, https://maxmind.github.io/MaxMind-DB/) for tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace mekiki::lookups {

// Encoded values of the data section.
std::string mmdb_string(const std::string& text);
std::string mmdb_double(double number);
std::string mmdb_float(float number);
std::string mmdb_uint16(unsigned number);
std::string mmdb_uint32(unsigned number);
std::string mmdb_map(const std::vector<std::pair<std::string, std::string>>& entries);
std::string mmdb_array(const std::vector<std::string>& entries);

struct MmdbNetwork {
  std::string ip;
  unsigned bits = 0;
  std::string value;  // encoded
};

struct MmdbContents {
  std::string type = "Test-City";
  std::string description = "Made by a test";
  int ip_version = 4;  // in a file of 6, IPv4 networks are put below ::/96
  std::vector<MmdbNetwork> networks{};
};

// The bytes of the file.
std::string mmdb_bytes(const MmdbContents& contents);

}  // namespace mekiki::lookups
