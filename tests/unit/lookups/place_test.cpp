#include "lookups/place.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>

#include "base/utf8.h"
#include "mmdb_writer.h"

#if defined(__has_feature)
#define MEKIKI_HAS_FEATURE(feature) __has_feature(feature)
#else
#define MEKIKI_HAS_FEATURE(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || MEKIKI_HAS_FEATURE(address_sanitizer)
#include <sanitizer/lsan_interface.h>
namespace {
void check_leaks(bool on) { on ? __lsan_enable() : __lsan_disable(); }
}  // namespace
#else
namespace {
void check_leaks(bool) {}
}  // namespace
#endif

namespace mekiki::lookups {
namespace {

namespace fs = std::filesystem;
using questions::Answer;
using questions::Outcome;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using Values = std::vector<std::string>;

// As @ip-location-db writes a city.
std::string flat_city(const std::string& country, const std::string& region, const std::string& city,
                      const std::string& latitude, const std::string& longitude) {
  return mmdb_map({{"city", mmdb_string(city)},
                   {"country_code", mmdb_string(country)},
                   {"latitude", latitude},
                   {"longitude", longitude},
                   {"state1", mmdb_string(region)}});
}

std::string names(const std::string& english) {
  return mmdb_map({{"names", mmdb_map({{"de", mmdb_string("(de)")}, {"en", mmdb_string(english)}})}});
}

std::string network_owner(unsigned asn, const std::string& owner) {
  return mmdb_map(
      {{"autonomous_system_number", mmdb_uint32(asn)}, {"autonomous_system_organization", mmdb_string(owner)}});
}

const Values oyama{"country=JP",       "region=Tochigi",  "city=Oyama",
                   "latitude=36.3147", "longitude=139.8", "prefix=222.227.84.0/24"};

class Place : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("mekiki-place-test-" + std::to_string(getpid()));
    fs::remove_all(folder);
    fs::create_directories(folder);
    settings.usual_place_folders = false;
  }
  void TearDown() override { fs::remove_all(folder); }

  std::string write(const std::string& name, const std::string& bytes) {
    const fs::path path = folder / name;
    fs::create_directories(path.parent_path());
    fs::remove(path);  // overwriting in place makes some file systems wait for the disk
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  void database(const std::string& name, const MmdbContents& contents) {
    settings.place_databases.push_back(write(name, mmdb_bytes(contents)));
  }
  void oyama_database(const std::string& name = "dbip-city-ipv4.mmdb") {
    database(name, {.type = "dbip-city",
                    .networks = {{"222.227.84.50", 24,
                                  flat_city("JP", "Tochigi", "Oyama", mmdb_double(36.3147), mmdb_double(139.8))}}});
  }
  Answer find(const std::string& ip) { return Places(settings).find(ip).answer; }

  fs::path folder;
  Settings settings;
};

TEST_F(Place, FlatLayout) {
  oyama_database();
  Places places(settings);
  const auto found = places.find("222.227.84.50");
  EXPECT_EQ(found.answer, Answer::yes(oyama));
  EXPECT_EQ(found.used, Values{"dbip-city"});
  EXPECT_EQ(places.find("222.227.84.255").answer, Answer::yes(oyama));
  EXPECT_EQ(places.find("222.227.85.0").answer, Answer::no());
  EXPECT_EQ(places.find("2001:db8::1").answer, Answer::no());
}

TEST_F(Place, NestedLayout) {
  const std::string value =
      mmdb_map({{"city", names("Toronto")},
                {"country", mmdb_map({{"iso_code", mmdb_string("CA")}})},
                {"location", mmdb_map({{"latitude", mmdb_double(43.6532)}, {"longitude", mmdb_double(-79.3832)}})},
                {"subdivisions", mmdb_array({names("Ontario"), names("(second)")})}});
  database("GeoLite2-City.mmdb", {.type = "GeoLite2-City", .ip_version = 6, .networks = {{"198.51.100.0", 22, value}}});
  EXPECT_EQ(find("198.51.101.7"), Answer::yes({"country=CA", "region=Ontario", "city=Toronto", "latitude=43.6532",
                                               "longitude=-79.3832", "prefix=198.51.100.0/22"}));
}

TEST_F(Place, CoordinatesInEveryNotation) {
  const std::pair<std::string, std::string> cases[] = {
      {mmdb_double(36.3147), "latitude=36.3147"},   {mmdb_float(36.3147F), "latitude=36.3147"},
      {mmdb_string("36.3147"), "latitude=36.3147"}, {mmdb_string("-36.31470"), "latitude=-36.3147"},
      {mmdb_double(-0.00001), "latitude=0"},        {mmdb_double(90), "latitude=90"},
      {mmdb_double(1.00004999), "latitude=1"},      {mmdb_string("-0.5"), "latitude=-0.5"},
  };
  for (const auto& [encoded, value] : cases) {
    settings.place_databases.clear();
    database("x.mmdb", {.networks = {{"192.0.2.0", 24, flat_city("JP", "", "", encoded, mmdb_double(1))}}});
    EXPECT_THAT(find("192.0.2.1").values, Contains(value));
  }
}

TEST_F(Place, CoordinatesThatAreNone) {
  for (const std::string& encoded :
       {mmdb_double(90.1), mmdb_double(std::nan("")), mmdb_double(std::numeric_limits<double>::infinity()),
        mmdb_string("36,3"), mmdb_string("1.2.3"), mmdb_string(""), mmdb_string(std::string(200, '9')), mmdb_uint16(5),
        mmdb_map({})}) {
    settings.place_databases.clear();
    database("x.mmdb", {.networks = {{"192.0.2.0", 24, flat_city("JP", "", "", encoded, mmdb_double(1))}}});
    EXPECT_EQ(find("192.0.2.1"), Answer::yes({"country=JP", "longitude=1", "prefix=192.0.2.0/24"}));
  }
}

TEST_F(Place, StringsAreBoundedCleanUtf8) {
  const std::string long_name = std::string(199, 'a') + "\xE3\x81\x82";
  database(
      "x.mmdb",
      {.networks = {{"192.0.2.0", 24,
                     flat_city("Japan", "a\nb\x01\xFF", long_name.substr(0, 200), mmdb_double(1), mmdb_double(1))}}});
  const Answer got = find("192.0.2.1");
  for (const std::string& value : got.values) EXPECT_TRUE(is_valid_utf8(value)) << value;
  EXPECT_THAT(got.values, Contains("region=a b \xEF\xBF\xBD"));
  EXPECT_THAT(got.values, Not(Contains("country=Japan")));
}

TEST_F(Place, TheDatabaseThatKnowsMostSaysWhere) {
  database("dbip-country-ipv4.mmdb",
           {.networks = {{"222.227.0.0", 16, mmdb_map({{"country_code", mmdb_string("KR")}})}}});
  oyama_database();
  database("asn.mmdb", {.networks = {{"222.227.64.0", 18, network_owner(2518, "BIGLOBE Inc.")}}});
  Places places(settings);
  const auto found = places.find("222.227.84.50");
  Values expected = oyama;
  expected.insert(expected.end() - 1, {"asn=2518", "network=BIGLOBE Inc."});
  EXPECT_EQ(found.answer, Answer::yes(expected));
  EXPECT_EQ(found.used, (Values{"dbip-city", "asn"}));
  EXPECT_EQ(places.find("222.227.3.3").answer, Answer::yes({"country=KR", "prefix=222.227.0.0/16"}));
}

TEST_F(Place, NetworkAlone) {
  database("asn.mmdb", {.ip_version = 6, .networks = {{"2001:db8::", 32, network_owner(64496, "Example")}}});
  EXPECT_EQ(find("2001:db8:1::1"), Answer::yes({"asn=64496", "network=Example", "prefix=2001:db8::/32"}));
}

TEST_F(Place, BothHalvesOfADatabase) {
  oyama_database();
  database("dbip-city-ipv6.mmdb",
           {.ip_version = 6,
            .networks = {{"2001:db8::", 32, flat_city("HR", "Zagreb", "Zagreb", mmdb_double(45.8), mmdb_double(16))}}});
  EXPECT_EQ(find("222.227.84.50"), Answer::yes(oyama));
  EXPECT_THAT(find("2001:db8::1").values, Contains("city=Zagreb"));
}

TEST_F(Place, WithoutAnyDatabase) {
  EXPECT_EQ(find("222.227.84.50"), Answer::unknown("no_database"));
  settings.place_databases = {(folder / "not-there.mmdb").string(), folder.string()};
  Places places(settings);
  EXPECT_EQ(places.find("222.227.84.50").answer, Answer::unknown("no_database"));
  ASSERT_EQ(places.databases().size(), 1u);
  EXPECT_EQ(places.databases()[0].error, "missing");
}

TEST_F(Place, DamagedDatabaseIsSaidAndDoesNotHideAnother) {
  settings.place_databases.push_back(write("a.mmdb", "this is no database"));
  settings.place_databases.push_back(write("b.mmdb", ""));
  EXPECT_EQ(find("222.227.84.50"), Answer::unknown("invalid"));
  oyama_database();
  Places places(settings);
  EXPECT_EQ(places.find("222.227.84.50").answer, Answer::yes(oyama));
  ASSERT_EQ(places.databases().size(), 3u);
  EXPECT_EQ(places.databases()[0].error, "damaged");
  EXPECT_EQ(places.databases()[2].error, "");
}

TEST_F(Place, FoldersAreReadInOrder) {
  const auto city = [](const std::string& name) {
    return mmdb_bytes({.networks = {{"192.0.2.0", 24, flat_city("JP", "", name, mmdb_double(1), mmdb_double(1))}}});
  };
  write("data/b.mmdb", city("second"));
  write("data/a.mmdb", city("first"));
  write("data/notes.txt", "not read");
  settings.place_databases = {(folder / "data").string(), (folder / "data" / "a.mmdb").string()};
  Places places(settings);
  EXPECT_THAT(places.find("192.0.2.1").answer.values, Contains("city=first"));
  EXPECT_EQ(places.databases().size(), 2u);
}

// NOLINTBEGIN(concurrency-mt-unsafe): the test has one thread
TEST_F(Place, UsualFolders) {
  const char* before = std::getenv("XDG_DATA_HOME");
  const std::string kept = before ? before : "";
  setenv("XDG_DATA_HOME", folder.c_str(), 1);
  EXPECT_EQ(usual_place_folders(),
            (Values{folder.string() + "/mekiki", "/usr/share/mekiki", "/var/lib/mekiki", "/usr/share/GeoIP"}));
  write("mekiki/dbip-city-ipv4.mmdb",
        mmdb_bytes({.networks = {{"222.227.84.0", 24,
                                  flat_city("JP", "Tochigi", "Oyama", mmdb_double(36.3147), mmdb_double(139.8))}}}));
  settings.usual_place_folders = true;
  EXPECT_EQ(find("222.227.84.50"), Answer::yes(oyama));
  before ? setenv("XDG_DATA_HOME", kept.c_str(), 1) : unsetenv("XDG_DATA_HOME");
}
// NOLINTEND(concurrency-mt-unsafe)

TEST_F(Place, AttributionAsTheLicencesAsk) {
  oyama_database();
  database("GeoLite2-City.mmdb", {.type = "GeoLite2-City"});
  database("own.mmdb", {.type = "Own", .description = "Our own offices"});
  Places places(settings);
  const auto& databases = places.databases();
  ASSERT_EQ(databases.size(), 3u);
  EXPECT_THAT(databases[0].attribution, HasSubstr("db-ip.com"));
  EXPECT_THAT(databases[1].attribution, HasSubstr("MaxMind"));
  EXPECT_EQ(databases[2].attribution, "Our own offices");
  EXPECT_EQ(databases[2].type, "Own");
  EXPECT_EQ(databases[2].built, 1'700'000'000);
}

TEST_F(Place, WhatIsNoAddressIsNowhere) {
  oyama_database();
  EXPECT_EQ(find("example.jp"), Answer::no());
  EXPECT_EQ(find(""), Answer::no());
}

// A database cut off or changed anywhere: perhaps a wrong answer, never a crash. (libmaxminddb 1.7 forgets some memory
// when the metadata is damaged; that is its own.)
TEST_F(Place, ChangedBytesNeverCrash) {
  check_leaks(false);
  const std::string bytes =
      mmdb_bytes({.networks = {{"192.0.2.0", 24, flat_city("JP", "A", "B", mmdb_double(1), mmdb_double(2))}}});
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char byte : {'\x00', '\x20', '\x7F', '\xE0', '\xFF'}) {
      std::string changed = bytes;
      changed[at] = byte;
      settings.place_databases = {write("changed.mmdb", changed)};
      const Answer got = find("192.0.2.1");
      EXPECT_EQ(got.outcome == Outcome::yes, !got.values.empty());
    }
    settings.place_databases = {write("cut.mmdb", bytes.substr(0, at))};
    find("192.0.2.1");
  }
  check_leaks(true);
}

// MaxMind's own test databases, the broken ones included.
class PlaceConformance : public Place {
 protected:
  void SetUp() override {
    Place::SetUp();
    if (!fs::is_directory(databases)) GTEST_SKIP() << "no test databases in " << databases;
  }
  Answer find_in(const std::string& name, const std::string& ip) {
    settings.place_databases = {(databases / name).string()};
    return Places(settings).find(ip).answer;
  }

  const fs::path databases = fs::path(MEKIKI_SHARED_DIR) / "conformance" / "maxminddb";
};

TEST_F(PlaceConformance, KnownAddresses) {
  EXPECT_EQ(find_in("GeoIP2-City-Test.mmdb", "81.2.69.142"),
            Answer::yes({"country=GB", "region=England", "city=London", "latitude=51.5142", "longitude=-0.0931",
                         "prefix=81.2.69.142/31"}));
  EXPECT_THAT(find_in("GeoIP2-City-Test.mmdb", "2001:218::1").values, Contains("country=JP"));
  EXPECT_THAT(find_in("GeoLite2-Country-Test.mmdb", "2.125.160.216").values, Contains("country=GB"));
  EXPECT_THAT(find_in("GeoLite2-ASN-Test.mmdb", "1.128.0.0").values,
              testing::IsSupersetOf({"asn=1221", "network=Telstra Pty Ltd", "prefix=1.128.0.0/11"}));
  EXPECT_EQ(find_in("GeoIP2-City-Test.mmdb", "10.0.0.1"), Answer::no());
}

TEST_F(PlaceConformance, BrokenOnesAreSaid) {
  EXPECT_EQ(find_in("GeoIP2-City-Test-Invalid-Node-Count.mmdb", "81.2.69.142"), Answer::unknown("invalid"));
  EXPECT_EQ(find_in("MaxMind-DB-test-broken-pointers-24.mmdb", "1.1.1.26"), Answer::unknown("invalid"));
}

TEST_F(PlaceConformance, EveryDatabaseAnswersEveryAddress) {
  for (const auto& entry : fs::directory_iterator(databases)) {
    if (entry.path().extension() != ".mmdb") continue;
    settings.place_databases = {entry.path().string()};
    Places places(settings);
    for (const char* ip : {"0.0.0.0", "1.1.1.1", "1.1.1.3", "1.1.1.16", "1.1.1.32", "81.2.69.142", "222.227.84.50",
                           "255.255.255.255", "::", "::1", "::1:ffff:ffff", "::2:0:1", "2001:218::1", "2001:db8::1",
                           "2002:5102:458e::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"}) {
      const Answer got = places.find(ip).answer;
      EXPECT_EQ(got.outcome == Outcome::yes, !got.values.empty()) << entry.path() << " " << ip;
      EXPECT_EQ(got.outcome == Outcome::unknown, !got.reason.empty()) << entry.path() << " " << ip;
    }
  }
}

}  // namespace
}  // namespace mekiki::lookups
