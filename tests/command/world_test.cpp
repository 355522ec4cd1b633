// The sample mail, examined against real servers on loopback that know its facts: what comes out is the analyst's
// table.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "../unit/lookups/mmdb_writer.h"
#include "run_program.h"
#include "world_servers.h"

namespace mekiki::command {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string sample = MEKIKI_SHARED_DIR "/mails/kagoya.eml";

class Analyst : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(sample)) GTEST_SKIP() << sample << " is not here";
    if (const std::string missing = World::missing(); !missing.empty()) GTEST_SKIP() << missing << " not installed";
    std::string pattern = "/tmp/mekiki-world.XXXXXX";
    folder = mkdtemp(pattern.data());
    fs::permissions(folder, fs::perms(0755));
    world = std::make_unique<World>(folder / "servers");
    ASSERT_TRUE(world->ready());
    write_places();
    settings = {{"dns_servers", {world->resolver()}},
                {"lists", true},
                {"list_zones",
                 {{{"zone", "ip.lists.test"}, {"asks", "ip"}, {"meaning", "spam"}},
                  {{"zone", "domain.lists.test"}, {"asks", "domain"}, {"meaning", "spam"}}}},
                {"registration", true},
                {"whois_servers", {{{"ending", "hr"}, {"server", "127.0.0.1:" + std::to_string(whois.port())}}}},
                {"place_databases", {(folder / "places").string()}}};
  }
  void TearDown() override {
    world = nullptr;
    if (!folder.empty()) fs::remove_all(folder);
  }
  void write_places() const {
    using namespace lookups;
    const auto place = [](const char* country, const char* region, const char* city, double latitude,
                          double longitude) {
      return mmdb_map({{"country_code", mmdb_string(country)},
                       {"state1", mmdb_string(region)},
                       {"city", mmdb_string(city)},
                       {"latitude", mmdb_double(latitude)},
                       {"longitude", mmdb_double(longitude)}});
    };
    fs::create_directories(folder / "places");
    std::ofstream(folder / "places" / "dbip-city.mmdb", std::ios::binary)
        << mmdb_bytes({.networks = {{"222.227.84.0", 24, place("JP", "Tochigi", "Oyama", 36.3147, 139.8)},
                                    {"198.96.155.0", 24, place("CA", "Ontario", "Toronto", 43.6532, -79.3832)}}});
  }
  json check(const std::vector<std::string>& options = {}) const {
    fs::create_directories(folder / "config" / "mekiki");
    std::ofstream(folder / "config" / "mekiki" / "config.json") << settings.dump();
    std::vector<std::string> arguments = {"check", "--json"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.push_back(sample);
    const Ended ended =
        run(Call{arguments,
                 {},
                 {{"XDG_CONFIG_HOME", (folder / "config").string()}, {"XDG_CACHE_HOME", (folder / "cache").string()}}});
    const json report = json::parse(ended.out, nullptr, false);
    EXPECT_TRUE(report.is_object()) << ended.err;
    return report;
  }
  static const json* finding(const json& report, const std::string& code) {
    for (const json& item : report.at("findings")) {
      if (item.at("code") == code) return &item;
    }
    return nullptr;
  }

  fs::path folder;
  LineServer whois{
      "Domain Name: free.hr\r\nRegistrar: GRANSY d.o.o.\r\nRegistrar Country: HR\r\n"
      "Creation Date: 2009-05-12T08:00:00Z\r\n"};
  std::unique_ptr<World> world;
  json settings;
};

TEST_F(Analyst, GetsTheWholeTable) {
  const json report = check();
  // Names resolved or not: the mail domain has MX and no address, and that is no fault.
  EXPECT_EQ(finding(report, "sender.domain_unresolvable"), nullptr);
  // The name in the header resolves to the very address of the header.
  const json* confirmed = finding(report, "route.host_confirmed");
  ASSERT_NE(confirmed, nullptr);
  EXPECT_THAT(confirmed->dump(), testing::HasSubstr("answer:dns_a mta-sp-w02.biglobe.ne.jp"));
  const json& sender = report.at("sender");
  EXPECT_EQ(sender.at("ip"), "222.227.84.50");
  EXPECT_EQ(sender.at("place").at("city"), "Oyama");
  EXPECT_EQ(sender.at("place").at("region"), "Tochigi");
  EXPECT_EQ(sender.at("listed"), json::array({"ip.lists.test 127.0.0.2 spam"}));
  EXPECT_NE(finding(report, "reputation.ip_listed"), nullptr);
  ASSERT_FALSE(report.at("links").empty());
  const json& link = report.at("links").at(0);
  EXPECT_EQ(link.at("ip"), "198.96.155.3");
  EXPECT_EQ(link.at("place").at("city"), "Toronto");
  EXPECT_EQ(link.at("registrar"), "GRANSY d.o.o. (HR)");
  EXPECT_EQ(link.at("registered"), "2009-05-12");
  EXPECT_EQ(link.at("threat").at("level"), "medium") << link.at("threat").dump();
  EXPECT_NE(finding(report, "place.site"), nullptr);
  EXPECT_NE(finding(report, "link.registrar"), nullptr);
  EXPECT_EQ(finding(report, "link.new_domain"), nullptr);
  EXPECT_EQ(report.at("level"), "danger");
  EXPECT_LE(report.at("timing").at("rounds").get<int>(), 3) << report.at("timing").dump();
  EXPECT_EQ(whois.heard(), std::vector<std::string>{"free.hr\r\n"});
}

// The ledger is what the server heard, no more and no less.
TEST_F(Analyst, LedgerIsWhatTheServersHeard) {
  const json report = check();
  std::set<std::string> told;
  for (const json& query : report.at("queries")) {
    if (!query.at("to").get<std::string>().starts_with("dns ")) continue;
    std::string kind = query.at("kind");
    std::string type = kind.starts_with("dns_") ? kind.substr(4) : "a";
    for (char& c : type) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    told.insert(query.at("name").get<std::string>() + " " + type);
  }
  std::set<std::string> heard;
  for (const std::string& asked : world->asked_of_resolver()) heard.insert(asked);
  heard.erase("ns.test A");  // of the test itself
  EXPECT_EQ(told, heard);
}

// Asked a second time, by another program: everything is known, and says so.
TEST_F(Analyst, ASecondProgramAsksNobody) {
  const json first = check();
  const auto heard = world->asked_of_resolver();
  const json second = check();
  EXPECT_EQ(first.at("findings"), second.at("findings"));
  EXPECT_EQ(first.at("sender"), second.at("sender"));
  std::size_t cached = 0;
  for (const json& query : second.at("queries")) {
    EXPECT_EQ(query.at("reveals"), "nothing") << query.dump();
    cached += query.at("to") == "cache" ? 1 : 0;
  }
  EXPECT_GT(cached, 10u);
  EXPECT_EQ(whois.heard().size(), 1u);
}

TEST_F(Analyst, OfflineNobodyHearsAnything) {
  const json report = check({"--offline"});
  EXPECT_EQ(report.at("links").at(0).at("place"), nullptr);
  EXPECT_TRUE(report.at("sender").at("listed").empty());
  EXPECT_EQ(finding(report, "reputation.ip_listed"), nullptr);
  const auto heard = world->asked_of_resolver();
  EXPECT_LE(heard.size(), 1u);
  EXPECT_TRUE(whois.heard().empty());
}

}  // namespace
}  // namespace mekiki::command
