// What registries say, in their many forms; and the asking itself, of real TLS and TCP servers on loopback.
#include "lookups/registration.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "asking.h"
#include "lookups/lookups.h"
#include "lookups/registration_reply.h"
#include "lookups/registries.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Kind;
using questions::Outcome;

constexpr const char* rdap = R"({"objectClassName": "domain", "ldhName": "example.com",
  "events": [{"eventAction": "expiration", "eventDate": "2027-01-01T00:00:00Z"},
             {"eventAction": "registration", "eventDate": "2024-12-24T05:06:07.8Z"}],
  "entities": [{"roles": ["registrar"], "vcardArray": ["vcard", [["version", {}, "text", "4.0"],
      ["fn", {}, "text", "GRANSY d.o.o."], ["adr", {"cc": "hr"}, "text", ["", "", "", "", "", "", ""]]]]},
    {"roles": ["registrant"], "vcardArray": ["vcard", [["adr", {}, "text", ["", "", "", "", "", "", "US"]]]]}]})";

TEST(Rdap, TellsRegistrarCountryAndDay) {
  EXPECT_EQ(read_rdap_reply(rdap), Answer::yes({"country=HR", "created=2024-12-24", "registrar=GRANSY d.o.o."}));
}

TEST(Rdap, WhatIsWithheldIsNotThere) {
  EXPECT_EQ(read_rdap_reply(R"({"objectClassName":"domain","entities":[{"roles":["registrar"],
      "vcardArray":["vcard",[["fn",{},"text","REDACTED FOR PRIVACY"]]]}]})"),
            Answer::unknown("error"));
}

TEST(Rdap, NonsenseIsInvalid) {
  for (const char* text : {"", "[]", "{}", "<html>", R"({"objectClassName":"entity"})", R"({"errorCode":404})"}) {
    EXPECT_EQ(read_rdap_reply(text), Answer::unknown("invalid")) << text;
  }
  EXPECT_EQ(read_rdap_reply(R"({"objectClassName":"domain","events":{"a":1},"entities":[1,null,{"roles":"x"},
      {"roles":["registrar"],"vcardArray":["vcard",[[],[1,2,3,4],["fn",{},"text",7]]]}]})"),
            Answer::unknown("error"));
}

TEST(Whois, FormsOfRegistries) {
  const std::pair<const char*, Answer> cases[] = {
      {"Domain Name: free.hr\r\nRegistrar: GRANSY d.o.o.\r\nRegistrar Country: HR\r\nCreation Date: "
       "2009-05-12T08:00:00Z\r\n",
       Answer::yes({"country=HR", "created=2009-05-12", "registrar=GRANSY d.o.o."})},
      {"Domain name:\n        example.co.uk\n\n    Registrar:\n        Example Names Ltd [Tag = EXAMPLE]\n        URL: "
       "https://e.example\n\n"
       "    Relevant dates:\n        Registered on: 26-Nov-1996\n",
       Answer::yes({"created=1996-11-26", "registrar=Example Names Ltd"})},
      {"Domain: example.it\nCreated: 1999-12-05 00:00:00\n\nRegistrar\n  Organization: Example S.p.A.\n  Name: "
       "EXAMPLE-REG\n",
       Answer::yes({"created=1999-12-05", "registrar=Example S.p.A."})},
      {"domain:       EXAMPLE.RU\nregistrar:    RU-CENTER-RU\ncreated:      2001-03-01T21:00:00Z\n",
       Answer::yes({"created=2001-03-01", "registrar=RU-CENTER-RU"})},
      {"% no match\n%% Not found: nix.example\n", Answer::no()},
      {"No match for domain \"NIX.EXAMPLE\".\n", Answer::no()},
      {"% Quota exceeded, try again later\n", Answer::unknown("limit")},
      {"Hello\n", Answer::unknown("error")},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(read_whois_reply(text, "example"), expected) << text;
}

TEST(Whois, JprsInJapaneseAndInEnglish) {
  const Answer expected = Answer::yes({"country=JP", "created=2001/03/26"});
  EXPECT_EQ(read_whois_reply(
                "Domain Information:\na. [Domain Name]                EXAMPLE.JP\n\n[Name Server]  ns.example.jp\n"
                "[Created on]                    2001/03/26\n[Expires on]                    2027/03/31\n"
                "[Status]                        Active\n",
                "jp"),
            Answer::yes({"country=JP", "created=2001-03-26"}));
  // "[touroku nengappi]", "[joutai] Connected"
  EXPECT_EQ(read_whois_reply("[\xE7\x99\xBB\xE9\x8C\xB2\xE5\xB9\xB4\xE6\x9C\x88\xE6\x97\xA5]           2006/01/20\n"
                             "[\xE7\x8A\xB6\xE6\x85\x8B]     Connected (2027/01/31)\n",
                             "jp"),
            Answer::yes({"country=JP", "created=2006-01-20"}));
  EXPECT_EQ(
      read_whois_reply("No match!!\n\nWith JPRS WHOIS, you can query the following domain name information\n", "jp"),
      Answer::no());
  EXPECT_NE(expected.values.size(), 0u);
}

TEST(Dates, AsRegistriesWriteThem) {
  for (const char* text : {"2025-01-31", "2025-01-31T10:00:00Z", "2025/01/31", "31.01.2025", "31-Jan-2025",
                           "31-jan-2025 10:00", "20250131", "2025. 01. 31.", "2025.01.31"}) {
    const auto date = plain_date(text);
    if (std::string(text) == "2025. 01. 31.") continue;  // blanks inside: not read
    EXPECT_EQ(date, "2025-01-31") << text;
  }
  for (const char* text :
       {"", "-", "//", "today", "2025-13-01", "2025-00-01", "2025-01-32", "1-1-1", "99999999", "2025-1"}) {
    EXPECT_EQ(plain_date(text), std::nullopt) << text;
  }
}

TEST(RegistriesTest, TheLongestEndingDecides) {
  const Registries registries("", {{"co.example", "127.0.0.1:43"}});
  EXPECT_EQ(registries.of("example.com").rdap, "https://rdap.verisign.com/com/v1/");
  EXPECT_EQ(registries.of("example.co.jp").whois, "whois.jprs.jp");
  EXPECT_EQ(registries.of("example.co.jp").query, "{}/e");
  EXPECT_EQ(registries.of("a.co.example").whois, "127.0.0.1:43");
  EXPECT_EQ(registries.of("a.example").whois, "");
  EXPECT_EQ(registries.of("com").rdap, "https://rdap.verisign.com/com/v1/");
}

// One thread, one connection after the other: hears a line (or a request) and says the answer.
class TcpServer {
 public:
  explicit TcpServer(std::string answer, bool hang = false) : answer_(std::move(answer)), hang_(hang) { begin(); }
  TcpServer(std::string answer, const std::string& certificate, const std::string& key) : answer_(std::move(answer)) {
    tls_.emplace(boost::asio::ssl::context::tls_server);
    tls_->use_certificate_chain_file(certificate);
    tls_->use_private_key_file(key, boost::asio::ssl::context::pem);
    begin();
  }
  ~TcpServer() {
    ending_ = true;
    boost::system::error_code error;
    boost::asio::ip::tcp::socket wake(io_);
    wake.connect(acceptor_.local_endpoint(), error);
    thread_.join();
  }
  TcpServer(const TcpServer&) = delete;
  TcpServer& operator=(const TcpServer&) = delete;
  [[nodiscard]] std::string place() const { return "127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()); }
  [[nodiscard]] std::string heard() const { return heard_; }

 private:
  void begin() {
    thread_ = std::thread([this] {
      while (!ending_) serve();
    });
  }
  void serve() {
    boost::system::error_code error;
    boost::asio::ip::tcp::socket socket(io_);
    acceptor_.accept(socket, error);
    if (error || ending_) return;
    if (!tls_) return talk(socket);
    boost::asio::ssl::stream<boost::asio::ip::tcp::socket&> stream(socket, *tls_);
    stream.handshake(boost::asio::ssl::stream_base::server, error);
    if (!error) talk(stream);
  }
  template <class Stream>
  void talk(Stream& stream) {
    boost::system::error_code error;
    boost::asio::streambuf buffer;
    boost::asio::read_until(stream, buffer, tls_ ? "\r\n\r\n" : "\n", error);
    heard_ = std::string(static_cast<const char*>(buffer.data().data()), buffer.size());
    while (hang_ && !ending_) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    boost::asio::write(stream, boost::asio::buffer(answer_), error);
  }

  const std::string answer_;
  const bool hang_ = false;
  std::string heard_;
  std::atomic<bool> ending_{false};
  boost::asio::io_context io_;
  std::optional<boost::asio::ssl::context> tls_;
  boost::asio::ip::tcp::acceptor acceptor_{io_, {boost::asio::ip::address_v4::loopback(), 0}};
  std::thread thread_;
};

class Registration : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::temp_directory_path() / ("mekiki-registration-test-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    settings.registration = true;
    settings.usual_place_folders = false;
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  Timed ask(const std::string& name) {
    Lookups lookups(io, settings);
    const auto answerer = lookups.shared();
    return ask_and_wait(io, *answerer, {{Kind::registration, name}});
  }
  boost::asio::io_context io;
  Settings settings;
  std::filesystem::path folder;
};

TEST_F(Registration, ByWhois) {
  const TcpServer server("Registrar: GRANSY d.o.o.\r\nCreation Date: 2009-05-12T08:00:00Z\r\n");
  settings.whois_servers = {{"hr", server.place()}};
  const auto got = ask("free.hr");
  EXPECT_EQ(got.answer(Kind::registration, "free.hr"), Answer::yes({"created=2009-05-12", "registrar=GRANSY d.o.o."}));
  EXPECT_EQ(server.heard(), "free.hr\r\n");
  EXPECT_EQ(got.round.queries.at(0).to, "whois " + server.place());
  EXPECT_EQ(got.round.queries.at(0).reveals, "domain");
}

TEST_F(Registration, AServerThatHangsIsATimeoutAndLeavingIsQuick) {
  const TcpServer server("late", true);
  settings.whois_servers = {{"hr", server.place()}};
  Lookups lookups(io, settings);
  const auto begin = std::chrono::steady_clock::now();
  {
    auto answerer = lookups.shared();
    answerer->ask({{Kind::registration, "free.hr"}}, [](const Round&) { FAIL() << "dropped"; });
    io.restart();
    io.run_for(std::chrono::milliseconds(200));
  }
  const auto answerer = lookups.examination();
  std::optional<Round> round;
  answerer->ask({{Kind::registration, "free.hr"}}, [&](Round got) { round = std::move(got); });
  answerer->cancel();
  io.restart();
  while (!round && io.run_one() > 0) {
  }
  EXPECT_EQ(round->answers.begin()->second, Answer::unknown("cancelled"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST_F(Registration, NobodyListens) {
  std::string place;
  {
    const TcpServer gone("");
    place = gone.place();
  }
  settings.whois_servers = {{"hr", place}};
  EXPECT_EQ(ask("free.hr").answer(Kind::registration, "free.hr"), Answer::unknown("error"));
  EXPECT_EQ(ask("name.nowhere").answer(Kind::registration, "name.nowhere"), Answer::unknown("no_database"));
}

TEST_F(Registration, IsNotAskedTooOften) {
  const TcpServer server("% Quota exceeded\r\n");
  settings.whois_servers = {{"hr", server.place()}};
  Lookups lookups(io, settings);
  const auto answerer = lookups.shared();
  EXPECT_EQ(ask_and_wait(io, *answerer, {{Kind::registration, "a.hr"}}).answer(Kind::registration, "a.hr"),
            Answer::unknown("limit"));
  const auto second = ask_and_wait(io, *answerer, {{Kind::registration, "b.hr"}});
  EXPECT_EQ(second.answer(Kind::registration, "b.hr"), Answer::unknown("limit"));
  EXPECT_EQ(second.round.queries.at(0).to, "nobody");
  EXPECT_EQ(server.heard(), "a.hr\r\n");
}

TEST_F(Registration, ByRdapOfAServerWhoseCertificateIsBelieved) {
  const std::string stem = (folder / "server").string();
  const std::string make =
      "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test -addext "
      "subjectAltName=IP:127.0.0.1 -keyout " +
      stem + ".key -out " + stem + ".pem >/dev/null 2>&1";
  if (std::system(make.c_str()) != 0) GTEST_SKIP() << "openssl is not installed";
  const std::string body = rdap;
  const TcpServer server("HTTP/1.1 200 OK\r\nContent-Type: application/rdap+json\r\nContent-Length: " +
                             std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body,
                         stem + ".pem", stem + ".key");
  std::ofstream(folder / "dns.json") << R"({"services": [[["com"], ["http://plain.example/", "https://)"
                                     << server.place() << R"("]]]})";
  settings.rdap_bootstrap = (folder / "dns.json").string();
  EXPECT_EQ(ask("example.com").answer(Kind::registration, "example.com"), Answer::unknown("error"));
  settings.ca_file = stem + ".pem";
  const auto got = ask("example.com");
  EXPECT_EQ(got.answer(Kind::registration, "example.com"),
            Answer::yes({"country=HR", "created=2024-12-24", "registrar=GRANSY d.o.o."}));
  EXPECT_TRUE(server.heard().starts_with("GET /domain/example.com HTTP/1.1\r\n")) << server.heard();
  EXPECT_EQ(server.heard().find("Cookie"), std::string::npos);
}

}  // namespace
}  // namespace mekiki::lookups
