// Blocklists: what they say is believed only once their test points are as they must be.
#include "lookups/lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "asking.h"
#include "dns_stub.h"
#include "lookups/addresses.h"
#include "lookups/lookups.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Kind;
using questions::Outcome;
using questions::Question;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Lists : public ::testing::Test {
 protected:
  void SetUp() override {
    settings.dns_servers = {stub.address()};
    settings.lists = true;
    settings.usual_place_folders = false;
    settings.list_zones = {*known_list_zone("zen.spamhaus.org"), *known_list_zone("dbl.spamhaus.org")};
    records = {{"2.0.0.127.zen.spamhaus.org", "127.0.0.2"}, {"dbltest.com.dbl.spamhaus.org", "127.0.1.2"}};
  }
  Timed ask(std::vector<Question> questions) {
    if (!lookups) lookups = std::make_unique<Lookups>(io, settings);
    const auto answerer = lookups->shared();
    return ask_and_wait(io, *answerer, std::move(questions));
  }
  Answer ask(Kind kind, const std::string& name) { return ask({{kind, name}}).answer(kind, name); }
  [[nodiscard]] bool was_asked(const std::string& name) const {
    return std::any_of(stub.log().begin(), stub.log().end(), [&](const Asked& asked) { return asked.name == name; });
  }

  std::map<std::string, std::string> records;
  std::string otherwise;  // what every other name has; empty: NXDOMAIN
  bool silent = false;
  boost::asio::io_context io;
  DnsStub stub{io, [this](const Asked& asked) -> std::vector<std::string> {
                 if (silent) return {};
                 const auto found = records.find(asked.name);
                 const std::string address = found == records.end() ? otherwise : found->second;
                 if (address.empty()) return {reply_to(asked, {}, nxdomain).wire()};
                 return {reply_to(asked, {a(asked.name, address)}).wire()};
               }};
  Settings settings;
  std::unique_ptr<Lookups> lookups;
};

TEST_F(Lists, AnAddressIsListedUnderItsReversedNumbers) {
  records["50.84.227.222.zen.spamhaus.org"] = "127.0.0.4";
  const auto got = ask({{Kind::list_ip, "222.227.84.50"}, {Kind::list_domain, "free.hr"}});
  EXPECT_EQ(got.answer(Kind::list_ip, "222.227.84.50"), Answer::yes({"zen.spamhaus.org 127.0.0.4 exploited"}));
  EXPECT_EQ(got.answer(Kind::list_domain, "free.hr"), Answer::no());
}

TEST_F(Lists, EveryQueryStandsInTheLedgerOnce) {
  const auto got =
      ask({{Kind::list_ip, "222.227.84.50"}, {Kind::list_domain, "free.hr"}, {Kind::list_domain, "b.example"}});
  std::multiset<std::string> told;
  for (const Query& query : got.round.queries) told.insert(query.name);
  std::multiset<std::string> heard;
  for (const Asked& asked : stub.log()) heard.insert(asked.name);
  EXPECT_EQ(told, heard);
  EXPECT_EQ(heard.size(), 7u);  // three names, two test points of each list
  for (const Query& query : got.round.queries) EXPECT_EQ(query.to, "dns " + stub.address());
}

TEST_F(Lists, TestPointsAreAskedOnceForManyMails) {
  ask(Kind::list_ip, "192.0.2.1");
  ask(Kind::list_ip, "192.0.2.2");
  EXPECT_EQ(stub.log().size(), 4u);
}

TEST_F(Lists, ARefusalIsNoListing) {
  for (const char* code : {"127.255.255.252", "127.255.255.254", "127.255.255.255"}) {
    records["1.2.0.192.zen.spamhaus.org"] = code;
    lookups = nullptr;
    EXPECT_EQ(ask(Kind::list_ip, "192.0.2.1"), Answer::unknown("refused")) << code;
  }
}

TEST_F(Lists, AListThatRefusesItsTestPointIsNotBelieved) {
  records["2.0.0.127.zen.spamhaus.org"] = "127.255.255.254";
  records["1.2.0.192.zen.spamhaus.org"] = "127.0.0.2";
  EXPECT_EQ(ask(Kind::list_ip, "192.0.2.1"), Answer::unknown("refused"));
  records.erase("2.0.0.127.zen.spamhaus.org");
  lookups = nullptr;
  EXPECT_EQ(ask(Kind::list_ip, "192.0.2.1"), Answer::unknown("refused"));
}

TEST_F(Lists, AWildcardIsNoListing) {
  otherwise = "127.0.0.2";  // a list that ended its service and lists the world
  EXPECT_EQ(ask(Kind::list_ip, "192.0.2.1"), Answer::unknown("rewritten"));
  EXPECT_EQ(ask(Kind::list_domain, "example.jp"), Answer::unknown("rewritten"));
}

TEST_F(Lists, AResolverThatSendsWhatDoesNotExistToItsOwnPageIsNoListing) {
  otherwise = "198.51.100.7";
  EXPECT_EQ(ask(Kind::list_ip, "192.0.2.1"), Answer::unknown("rewritten"));
  records["2.0.0.127.zen.spamhaus.org"] = "127.0.0.2";
  records["1.0.0.127.zen.spamhaus.org"] = "127.255.255.255";
  lookups = nullptr;
  EXPECT_EQ(ask(Kind::list_ip, "192.0.2.1"), Answer::unknown("refused"));
}

TEST_F(Lists, AnAnswerOutsideTheLoopbackIsNoListing) {
  records["1.2.0.192.zen.spamhaus.org"] = "192.0.2.99";
  EXPECT_EQ(ask(Kind::list_ip, "192.0.2.1"), Answer::unknown("rewritten"));
}

TEST_F(Lists, ACodeThatIsNotDocumentedIsNoListing) {
  records["1.2.0.192.zen.spamhaus.org"] = "127.0.0.77";
  EXPECT_EQ(ask(Kind::list_ip, "192.0.2.1"), Answer::no());
}

TEST_F(Lists, ASilentListIsUnknownAndNeverClean) {
  silent = true;
  settings.question_timeout = std::chrono::milliseconds(200);
  const auto got = ask({{Kind::list_ip, "192.0.2.1"}});
  EXPECT_EQ(got.answer(Kind::list_ip, "192.0.2.1"), Answer::unknown("timeout"));
  EXPECT_LT(got.took, std::chrono::milliseconds(600));
}

// Behind a resolver that never answers every examination ends in time, and nothing is taken for clean.
TEST_F(Lists, AHundredExaminationsBehindADeadResolverEndInTime) {
  silent = true;
  settings.question_timeout = std::chrono::milliseconds(500);
  settings.cache_bytes = 0;
  Lookups all(io, settings);
  std::vector<std::unique_ptr<Answerer>> examinations;
  std::size_t ended = 0;
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i) {
    examinations.push_back(all.examination());
    const std::string name = "site" + std::to_string(i) + ".example";
    examinations.back()->ask({{Kind::dns_a, name},
                              {Kind::dns_mx, name},
                              {Kind::dns_ptr, "192.0.2.1"},
                              {Kind::list_domain, name},
                              {Kind::list_ip, "192.0.2." + std::to_string(i)}},
                             [&](const Round& round) {
                               ++ended;
                               EXPECT_EQ(round.answers.size(), 5u);
                               for (const auto& [question, answer] : round.answers) {
                                 EXPECT_EQ(answer, Answer::unknown("timeout")) << question.name;
                               }
                             });
  }
  io.restart();
  while (ended < 100 && io.run_one() > 0) {
  }
  EXPECT_EQ(ended, 100u);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(2500));
}

TEST_F(Lists, AKeyIsSentAndNeverShown) {
  settings.list_zones = {*known_list_zone("zen.spamhaus.org", "s3cretk3y")};
  records = {{"2.0.0.127.s3cretk3y.zen.dq.spamhaus.net", "127.0.0.2"},
             {"1.2.0.192.s3cretk3y.zen.dq.spamhaus.net", "127.0.0.3"}};
  const auto got = ask({{Kind::list_ip, "192.0.2.1"}});
  EXPECT_EQ(got.answer(Kind::list_ip, "192.0.2.1"), Answer::yes({"zen.spamhaus.org 127.0.0.3 spam"}));
  ASSERT_FALSE(got.round.queries.empty());
  for (const Query& query : got.round.queries) {
    EXPECT_EQ(query.name.find("s3cretk3y"), std::string::npos) << query.name;
    EXPECT_NE(query.name.find("(key).zen.dq.spamhaus.net"), std::string::npos) << query.name;
  }
}

TEST_F(Lists, BitsOfOneCode) {
  settings.list_zones = {*known_list_zone("multi.surbl.org")};
  records = {{"surbl-org-permanent-test-point.com.multi.surbl.org", "127.0.0.254"},
             {"bad.example.multi.surbl.org", "127.0.0.72"},
             {"asked-too-much.example.multi.surbl.org", "127.0.0.1"}};
  EXPECT_EQ(ask(Kind::list_domain, "bad.example"),
            Answer::yes({"multi.surbl.org 127.0.0.72 phish", "multi.surbl.org 127.0.0.72 spam"}));
  EXPECT_EQ(ask(Kind::list_domain, "asked-too-much.example"), Answer::unknown("refused"));
}

TEST_F(Lists, Ipv6IsAskedByNibblesWhereAListKnowsIt) {
  settings.list_zones.push_back(*known_list_zone("bl.spamcop.net"));
  records["2.0.0.127.bl.spamcop.net"] = "127.0.0.2";
  EXPECT_EQ(ask(Kind::list_ip, "2001:db8::1"), Answer::no());
  EXPECT_TRUE(was_asked("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.zen.spamhaus.org"));
  EXPECT_EQ(stub.log().size(), 3u);  // SpamCop lists no IPv6
}

TEST_F(Lists, AnInnerAddressIsNobodysBusiness) {
  for (const char* ip : {"10.1.2.3", "127.0.0.1", "192.168.1.1", "172.20.0.1", "100.64.0.9", "169.254.1.1", "::1",
                         "fe80::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1"}) {
    EXPECT_EQ(ask(Kind::list_ip, ip).outcome, Outcome::unknown) << ip;
    EXPECT_FALSE(is_public_address(questions::canonical({Kind::list_ip, ip})->name)) << ip;
  }
  EXPECT_THAT(stub.log(), IsEmpty());
  EXPECT_TRUE(is_public_address("222.227.84.50"));
  EXPECT_TRUE(is_public_address("2001:db8::1"));
}

class WithFeeds : public Lists {
 protected:
  void SetUp() override {
    Lists::SetUp();
    folder = std::filesystem::temp_directory_path() / ("mekiki-lists-test-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    settings.feed_folders = {folder.string()};
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  void feed(const std::string& name, const std::string& meaning, const std::string& text) {
    std::ofstream(folder / "source.txt", std::ios::binary) << text;
    const auto made = make_feed_index(folder / "source.txt", {.name = name, .meaning = meaning, .source = "test"},
                                      folder / (name + ".feed"));
    ASSERT_TRUE(made.ok()) << made.error().code;
  }
  std::filesystem::path folder;
};

TEST_F(WithFeeds, AreAskedWithoutAnybodyHearingOfIt) {
  feed("phishers", "phish", "bad.example\nhttps://shared.example/login.php\n");
  feed("blocks", "spam", "198.51.100.0/24\n");
  settings.lists = false;
  EXPECT_EQ(ask(Kind::list_domain, "www.bad.example"), Answer::yes({"phishers - phish"}));
  EXPECT_EQ(ask(Kind::list_domain, "shared.example"), Answer::yes({"phishers - phish page"}));
  EXPECT_EQ(ask(Kind::list_domain, "good.example"), Answer::no());
  EXPECT_EQ(ask(Kind::list_ip, "198.51.100.77"), Answer::yes({"blocks - spam"}));
  EXPECT_THAT(stub.log(), IsEmpty());
}

TEST_F(WithFeeds, OfflineTheyAnswerAndTheRestIsUnknown) {
  feed("phishers", "phish", "bad.example\n");
  settings.offline = true;
  EXPECT_EQ(ask(Kind::list_domain, "bad.example"), Answer::yes({"phishers - phish"}));
  EXPECT_EQ(ask(Kind::list_domain, "good.example"), Answer::unknown("offline"));
  EXPECT_EQ(ask(Kind::list_ip, "192.0.2.1"), Answer::unknown("offline"));
  EXPECT_THAT(stub.log(), IsEmpty());
}

TEST_F(WithFeeds, AndTheNetTogether) {
  feed("phishers", "phish", "bad.example\n");
  records["bad.example.dbl.spamhaus.org"] = "127.0.1.4";
  const auto got = ask({{Kind::list_domain, "bad.example"}});
  EXPECT_EQ(got.answer(Kind::list_domain, "bad.example"),
            Answer::yes({"dbl.spamhaus.org 127.0.1.4 phish", "phishers - phish"}));
  EXPECT_EQ(got.round.queries.front().to, "file phishers");
  EXPECT_EQ(got.round.queries.front().reveals, "nothing");
}

TEST_F(Lists, NothingToAskIsSaid) {
  settings.list_zones = {*known_list_zone("dbl.spamhaus.org")};
  EXPECT_EQ(ask(Kind::list_ip, "192.0.2.1"), Answer::unknown("no_database"));
  settings.lists = false;
  lookups = nullptr;
  EXPECT_EQ(ask(Kind::list_ip, "192.0.2.1"), Answer::unknown("policy"));
}

}  // namespace
}  // namespace mekiki::lookups
