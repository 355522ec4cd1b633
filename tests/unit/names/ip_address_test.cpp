#include "names/ip_address.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <random>

#include "conformance_data.h"
#include "names/domain.h"

namespace mekiki::names {
namespace {

TEST(IpAddress, Canonical) {
  const struct {
    std::string_view text;
    std::string_view canonical;
  } cases[] = {
      {"192.0.2.1", "192.0.2.1"},
      {" [222.227.84.50] ", "222.227.84.50"},
      {"[IPv6:2001:DB8:0:0:0:0:0:1]", "2001:db8::1"},
      {"ipv6:fe80::1%eth0", "fe80::1"},
      {"[fe80::1%12]", "fe80::1"},
      {"::", "::"},
      {"::1", "::1"},
      {"1::", "1::"},
      {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},  // RFC 5952 section 4.2.2
      {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},           // section 4.2.3: the longest run
      {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},     // the first of two
      {"::ffff:192.0.2.1", "192.0.2.1"},
      {"::FFFF:c000:201", "192.0.2.1"},
      {"64:ff9b::192.0.2.33", "64:ff9b::c000:221"},
      // None:
      {"", ""},
      {"192.0.2", ""},
      {"192.0.2.256", ""},
      {"192.0.2.01", ""},
      {"192.0.2.1.", ""},
      {"192.0.2.1.5", ""},
      {"0x7f.0.0.1", ""},
      {"IPv6:192.0.2.1", ""},
      {"1:2:3:4:5:6:7", ""},
      {"1:2:3:4:5:6:7:8:9", ""},
      {"1::2::3", ""},
      {"::1:", ""},
      {":1", ""},
      {":", ""},
      {"12345::", ""},
      {"::ffff:192.0.2.1:1", ""},
      {"1:2:3:4:5:6:7:192.0.2.1", ""},
      {"[", ""},
      {"[]", ""},
      {"IPv6:", ""},
      {"example.com", ""},
  };
  for (const auto& [text, canonical] : cases)
    EXPECT_EQ(canonical_ip(test::ExactBuffer(text).view()), canonical) << text;
}

// The C library is the oracle: random addresses read and written, random texts accepted and refused.
TEST(IpAddress, AgreesWithTheCLibrary) {
  std::mt19937 random(1);
  constexpr std::string_view alphabet = "::::0123456789abF.";
  for (int i = 0; i < 200000; ++i) {
    std::string text;
    const std::size_t size = random() % 24;
    for (std::size_t j = 0; j < size; ++j) text += alphabet[random() % alphabet.size()];
    const auto ours = parse_ipv6(text);
    in6_addr theirs{};
    ASSERT_EQ(ours.has_value(), inet_pton(AF_INET6, text.c_str(), &theirs) == 1) << text;
    if (!ours) continue;
    for (std::size_t piece = 0; piece < 8; ++piece) {
      ASSERT_EQ((*ours)[piece], theirs.s6_addr[2 * piece] * 256 + theirs.s6_addr[2 * piece + 1]) << text;
    }
    ASSERT_EQ(parse_ipv6(serialise_ipv6(*ours)), ours) << text;
  }
}

TEST(IpAddress, SerialisesLikeTheCLibrary) {
  std::mt19937 random(2);
  for (int i = 0; i < 50000; ++i) {
    Ipv6Pieces pieces{};
    in6_addr address{};
    // The C library writes addresses with a leading zero run in the mixed notation.
    for (std::size_t piece = 0; piece < 8; ++piece) {
      pieces[piece] = piece == 0 || random() % 2 == 0 ? static_cast<std::uint16_t>(random() % 0xFFFF + 1) : 0;
      address.s6_addr[2 * piece] = static_cast<std::uint8_t>(pieces[piece] >> 8);
      address.s6_addr[2 * piece + 1] = static_cast<std::uint8_t>(pieces[piece] & 0xFF);
    }
    char text[INET6_ADDRSTRLEN];
    ASSERT_EQ(serialise_ipv6(pieces), inet_ntop(AF_INET6, &address, text, sizeof text));
  }
}

TEST(IpAddress, Special) {
  for (const char* ip : {"0.0.0.0",
                         "10.1.2.3",
                         "100.64.0.1",
                         "100.127.255.255",
                         "127.0.0.1",
                         "169.254.1.1",
                         "172.16.0.1",
                         "172.31.255.255",
                         "192.0.0.1",
                         "192.0.2.1",
                         "192.88.99.1",
                         "192.168.255.255",
                         "198.18.0.1",
                         "198.19.255.255",
                         "198.51.100.7",
                         "203.0.113.9",
                         "224.0.0.1",
                         "239.255.255.255",
                         "240.0.0.1",
                         "255.255.255.255",
                         "::",
                         "::1",
                         "::7f00:1",
                         "64:ff9b:1::1",
                         "100::1",
                         "100:0:0:1::1",
                         "2001::1",
                         "2001:2::1",
                         "2001:10::1",
                         "2001:db8::1",
                         "3fff::1",
                         "3fff:fff::1",
                         "5f00::1",
                         "fc00::1",
                         "fdff::1",
                         "fe80::1",
                         "febf::1",
                         "fec0::1",
                         "ff02::1",
                         "2002:7f00:1::1",
                         "64:ff9b::7f00:1",
                         "::ffff:10.0.0.1"}) {
    EXPECT_TRUE(is_special_ip(ip)) << ip;
  }
  for (const char* ip :
       {"222.227.84.50",  "1.1.1.1",          "9.255.255.255", "11.0.0.0",        "100.63.255.255",  "100.128.0.0",
        "172.15.255.255", "172.32.0.0",       "192.0.0.9",     "192.0.0.10",      "192.0.1.0",       "192.31.196.1",
        "192.175.48.1",   "198.17.255.255",   "198.20.0.0",    "223.255.255.255", "2606:4700::1111", "2001:1::1",
        "2001:1::2",      "2001:1::3",        "2001:3::1",     "2001:4:112::1",   "2001:20::1",      "2001:30::1",
        "2001:200::1",    "2001:db7:ffff::1", "2001:db9::1",   "2620:4f:8000::1", "3fff:1000::1"}) {
    EXPECT_FALSE(is_special_ip(ip)) << ip;
  }
  EXPECT_FALSE(is_special_ip("64:ff9b::dee3:5432"));
  EXPECT_FALSE(is_special_ip("2002:dee3:5432::1"));
  EXPECT_FALSE(is_special_ip("example.com"));
  EXPECT_FALSE(is_special_ip(""));
  for (const std::string_view ip : {"192.0.2.1", "198.51.100.7", "203.0.113.255", "2001:db8::1"}) {
    EXPECT_TRUE(is_documentation_ip(ip) && is_special_ip(ip)) << ip;
  }
  for (const std::string_view ip : {"192.0.20.1", "10.0.0.1", "203.0.114.1", "2001:db80::1", ""}) {
    EXPECT_FALSE(is_documentation_ip(ip)) << ip;
  }
}

}  // namespace
}  // namespace mekiki::names
