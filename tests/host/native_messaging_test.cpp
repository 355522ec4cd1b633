// The host as Thunderbird sees it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "base/base64.h"
#include "native_client.h"
#include "processes/frames.h"

namespace mekiki::test {
namespace {

using nlohmann::json;

const Environment scripted{{"MEKIKI_TEST_EXAMINER", MEKIKI_SCRIPTED_EXAMINER}};

std::string mail(const std::string& subject, const std::string& more = "") {
  return "From: Sender <sender@example.jp>\r\nSubject: " + subject + "\r\n" + more + "\r\nHello.\r\n";
}

TEST(NativeMessaging, HelloTellsVersionAndSandbox) {
  NativeClient client(scripted);
  const json hello = client.hello();
  ASSERT_EQ(hello["type"], "hello");
  EXPECT_EQ(hello.value("id", ""), "hello");
  EXPECT_EQ(hello["protocols"], json::array({1}));
  EXPECT_EQ(hello["chunk_bytes"], 786432);
  EXPECT_EQ(hello["chunks_in_flight"], 4);
  EXPECT_EQ(hello["sandbox"]["seccomp"], true);
  EXPECT_EQ(hello["sandbox"]["rlimits"], true);
}

TEST(NativeMessaging, HelloMayComeAgain) {
  NativeClient client(scripted);
  EXPECT_EQ(client.hello()["type"], "hello");
  EXPECT_EQ(client.hello({{"dns", true}}, "ja")["type"], "hello");
}

TEST(NativeMessaging, AMailBecomesAReport) {
  NativeClient client(scripted);
  client.hello();
  const std::string text = mail("Greetings");
  const json report = client.examine("m1", text);
  ASSERT_EQ(report["type"], "report");
  EXPECT_EQ(report.value("id", ""), "m1");
  EXPECT_EQ(report["report"]["message"]["subject"], "Greetings");
  EXPECT_EQ(report["report"]["message"]["size"], text.size());
  EXPECT_EQ(report["report"]["timing"]["rounds"], 0);
  EXPECT_GE(report["report"]["timing"]["total_ms"], 0);
}

TEST(NativeMessaging, WhatIsRememberedIsErasedOnRequest) {
  NativeClient client(scripted);
  client.hello();
  ASSERT_EQ(client.examine_for("m1", mail("Greetings"), {"reader@example.jp"})["type"], "report");
  const auto file = client.cache / "mekiki" / "reader.json";
  EXPECT_TRUE(std::filesystem::exists(file));
  client.send({{"type", "forget"}, {"id", "f1"}});
  const json answer = client.receive_one_of({"forgotten", "error"});
  ASSERT_EQ(answer["type"], "forgotten");
  EXPECT_EQ(answer["erased"], true);
  EXPECT_FALSE(std::filesystem::exists(file));
}

json remembered(NativeClient& client, json message) {
  message.update({{"protocol", 1}, {"type", "remembered"}, {"id", "r"}});
  client.send_text(message.dump());
  return client.receive_one_of({"remembered", "error"});
}

TEST(NativeMessaging, WhatIsRememberedIsToldOnRequest) {
  NativeClient client(scripted);
  client.hello();
  const json nothing = remembered(client, json::object());
  ASSERT_EQ(nothing["type"], "remembered");
  EXPECT_EQ(nothing["kept"], true);
  EXPECT_EQ(nothing["correspondents"], 0);
  EXPECT_EQ(nothing["known"], nullptr);
  ASSERT_EQ(client.examine_for("m1", mail("Greetings"), {"reader@example.jp"})["type"], "report");
  const json stranger = remembered(client, {{"reader", {"reader@example.jp"}}, {"address", "stranger@example.org"}});
  ASSERT_EQ(stranger["type"], "remembered");
  EXPECT_EQ(stranger["known"], nullptr) << "too little is known of the others";
}

TEST(NativeMessaging, NothingIsToldWhereNothingIsRemembered) {
  NativeClient client(scripted);
  client.hello({{"remember", false}});
  EXPECT_EQ(remembered(client, json::object())["kept"], false);
}

TEST(NativeMessaging, AnAddressThatIsNoneIsRefused) {
  NativeClient client(scripted);
  client.hello();
  for (const json& address : {json(1), json(nullptr), json(std::string(400, 'a'))}) {
    EXPECT_EQ(remembered(client, {{"address", address}}).value("code", ""), "bad_message") << address;
  }
  EXPECT_EQ(remembered(client, {{"reader", "x"}}).value("code", ""), "bad_message");
}

TEST(NativeMessaging, NothingIsRememberedWhereThatIsOff) {
  NativeClient client(scripted);
  client.hello({{"remember", false}});
  ASSERT_EQ(client.examine_for("m1", mail("Greetings"), {"reader@example.jp"})["type"], "report");
  EXPECT_FALSE(std::filesystem::exists(client.cache / "mekiki" / "reader.json"));
}

TEST(NativeMessaging, AReaderThatIsNoListOfAddressesIsRefused) {
  for (const json& reader : {json("x"), json::array({1}), json::array({std::string(400, 'a')})}) {
    NativeClient client(scripted);
    client.hello();
    client.upload("m1", mail("Greetings"));
    client.send_text(
        json{{"protocol", 1}, {"type", "check"}, {"id", "m1"}, {"language", "en"}, {"reader", reader}}.dump());
    EXPECT_EQ(client.receive_one_of({"report", "error"}).value("code", ""), "bad_message") << reader;
  }
}

TEST(NativeMessaging, PiecesOfAnySizeGiveTheWholeMail) {
  NativeClient client(scripted);
  client.hello();
  const std::string text = mail("In pieces", "X-Long: " + std::string(5000, 'x') + "\r\n");
  client.submit("m1", text, 7);
  const json report = client.receive_one_of({"report", "error"});
  EXPECT_EQ(report["report"]["message"]["size"], text.size());
}

TEST(NativeMessaging, ALargeMailPassesInPieces) {
  NativeClient client(scripted);
  client.hello();
  const std::string text = mail("Large") + std::string(25u << 20, 'a');
  const json report = client.examine("large", text);
  ASSERT_EQ(report["type"], "report") << report.dump();
  EXPECT_EQ(report["report"]["message"]["size"], text.size());
  EXPECT_THAT(client.passed,
              testing::Contains(testing::ResultOf([](const json& m) { return m.value("stage", ""); }, "reading")));
}

TEST(NativeMessaging, BytesAreKept) {
  NativeClient client(scripted);
  client.hello();
  std::string bytes = mail("Bytes");
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  EXPECT_EQ(client.examine("m", bytes)["report"]["message"]["size"], bytes.size());
}

TEST(NativeMessaging, AnotherProtocolIsNamed) {
  NativeClient client(scripted);
  client.hello();
  client.send_text(R"({"protocol":2,"type":"open","id":"m","size":3})");
  const json error = client.receive();
  EXPECT_EQ(error.value("code", ""), "protocol_mismatch");
  EXPECT_EQ(error.value("id", ""), "m");
  EXPECT_THAT(error["text"].get<std::string>(), testing::HasSubstr("update"));
}

TEST(NativeMessaging, JunkIsAnsweredAndTheConnectionGoesOn) {
  NativeClient client(scripted);
  client.hello();
  const std::string deep = std::string(100'000, '[');
  const std::string invalid_utf8 = "{\"protocol\":1,\"type\":\"hello\",\"id\":\"\xff\xfe\"}";
  for (const std::string& junk :
       {std::string(), std::string("junk"), std::string("{"), std::string("[]"), std::string("null"), deep,
        invalid_utf8, std::string(R"({"protocol":1})"), std::string(R"({"protocol":"1","type":"hello","id":"x"})"),
        std::string(R"({"protocol":-1,"type":"hello","id":"x"})"), std::string(R"({"protocol":1,"type":"hello"})"),
        std::string(R"({"protocol":1,"type":"shutdown","id":"x"})"), std::string(R"({"protocol":1,"type":7,"id":"x"})"),
        std::string(R"({"protocol":1,"type":"open","id":"x"})"),
        std::string(R"({"protocol":1,"type":"open","id":"x","size":-1})"),
        std::string(R"({"protocol":1,"type":"open","id":"x","size":"5"})"),
        std::string(R"({"protocol":1,"type":"open","id":"","size":5})"),
        std::string(R"({"protocol":1,"type":"hello","id":"x","settings":5})")}) {
    client.send_text(junk);
    const json error = client.receive();
    EXPECT_EQ(error.value("type", ""), "error") << junk.substr(0, 100);
    EXPECT_EQ(error.value("code", ""), "bad_message") << junk.substr(0, 100);
  }
  EXPECT_EQ(client.examine("m", mail("After junk"))["type"], "report");
}

TEST(NativeMessaging, AnOversizedMessageIsPassedOver) {
  NativeClient client(scripted);
  client.hello();
  client.send_text(std::string(5u << 20, ' '));
  EXPECT_EQ(client.receive().value("code", ""), "bad_message");
  EXPECT_EQ(client.examine("m", mail("After that"))["type"], "report");
}

TEST(NativeMessaging, HelloComesFirst) {
  NativeClient client(scripted);
  client.send({{"type", "open"}, {"id", "m"}, {"size", 5}});
  EXPECT_EQ(client.receive().value("code", ""), "bad_message");
}

TEST(NativeMessaging, TooLargeAMailIsRefusedAtOnce) {
  NativeClient client(scripted);
  client.hello();
  client.send({{"type", "open"}, {"id", "m"}, {"size", (64u << 20) + 1}});
  const json error = client.receive();
  EXPECT_EQ(error.value("code", ""), "too_large");
  EXPECT_EQ(error.value("id", ""), "m");
  // Already on their way.
  client.send({{"type", "chunk"}, {"id", "m"}, {"seq", 0}, {"data", "AAAA"}});
  EXPECT_EQ(client.examine("n", mail("Small"))["type"], "report");
}

struct ChunkCase {
  const char* name;
  std::uint64_t first;
  std::string data;
};
class BadChunk : public testing::TestWithParam<ChunkCase> {};

TEST_P(BadChunk, EndsItsMailAndNoOther) {
  NativeClient client(scripted);
  client.hello();
  client.send({{"type", "open"}, {"id", "bad"}, {"size", 600}});
  client.send({{"type", "open"}, {"id", "good"}, {"size", mail("Good").size()}});
  EXPECT_EQ(client.receive().value("type", ""), "opened");
  EXPECT_EQ(client.receive().value("type", ""), "opened");
  client.send_text(
      json{{"protocol", 1}, {"type", "chunk"}, {"id", "bad"}, {"seq", GetParam().first}, {"data", GetParam().data}}
          .dump());
  const json error = client.receive();
  EXPECT_EQ(error.value("code", ""), "bad_message");
  EXPECT_EQ(error.value("id", ""), "bad");
  client.send({{"type", "chunk"}, {"id", "good"}, {"seq", 0}, {"data", base64_encode(mail("Good"))}});
  EXPECT_EQ(client.receive().value("type", ""), "ack");
  client.check("good");
  EXPECT_EQ(client.receive_one_of({"report", "error"})["type"], "report");
}

INSTANTIATE_TEST_SUITE_P(NativeMessaging, BadChunk,
                         testing::Values(ChunkCase{"out_of_order", 1, "AAAA"}, ChunkCase{"not_base64", 0, "A*AA"},
                                         ChunkCase{"wrong_padding", 0, "AAA"},
                                         ChunkCase{"more_than_announced", 0, base64_encode(std::string(601, 'x'))},
                                         ChunkCase{"larger_than_a_chunk", 0,
                                                   base64_encode(std::string(786432 + 3, 'x'))}),
                         [](const auto& test) { return test.param.name; });

TEST(NativeMessaging, AnIncompleteMailIsNotExamined) {
  NativeClient client(scripted);
  client.hello();
  client.send({{"type", "open"}, {"id", "m"}, {"size", 600}});
  client.receive();
  client.check("m");
  EXPECT_EQ(client.receive().value("code", ""), "bad_message");
}

TEST(NativeMessaging, UnknownIdsAreNamed) {
  NativeClient client(scripted);
  client.hello();
  client.check("nobody");
  EXPECT_EQ(client.receive().value("code", ""), "unknown_id");
  client.send({{"type", "chunk"}, {"id", "nobody"}, {"seq", 0}, {"data", "AAAA"}});
  EXPECT_EQ(client.receive().value("code", ""), "unknown_id");
}

TEST(NativeMessaging, NotAMailIsSaidInTheReadersLanguage) {
  NativeClient client(scripted);
  client.hello();
  client.upload("m", "no header at all");
  client.check("m", "ja");
  const json error = client.receive_one_of({"report", "error"});
  EXPECT_EQ(error.value("code", ""), "not_a_mail");
  EXPECT_THAT(error["text"].get<std::string>(), testing::HasSubstr("メール"));
}

TEST(NativeMessaging, TwoMailsAtTheSameTime) {
  NativeClient client(scripted);
  client.hello();
  const std::string one = mail("One");
  const std::string two = mail("Two");
  client.send({{"type", "open"}, {"id", "1"}, {"size", one.size()}});
  client.send({{"type", "open"}, {"id", "2"}, {"size", two.size()}});
  client.send({{"type", "chunk"}, {"id", "1"}, {"seq", 0}, {"data", base64_encode(one.substr(0, 10))}});
  client.send({{"type", "chunk"}, {"id", "2"}, {"seq", 0}, {"data", base64_encode(two.substr(0, 20))}});
  client.send({{"type", "chunk"}, {"id", "2"}, {"seq", 1}, {"data", base64_encode(two.substr(20))}});
  client.send({{"type", "chunk"}, {"id", "1"}, {"seq", 1}, {"data", base64_encode(one.substr(10))}});
  client.check("2");
  client.check("1");
  std::map<std::string, std::string> subjects;
  for (int i = 0; i < 2; ++i) {
    const json report = client.receive_one_of({"report", "error"});
    ASSERT_EQ(report["type"], "report");
    subjects[report["id"]] = report["report"]["message"]["subject"];
  }
  EXPECT_EQ(subjects["1"], "One");
  EXPECT_EQ(subjects["2"], "Two");
}

TEST(NativeMessaging, TooManyAtOnceAreToldToWait) {
  NativeClient client(scripted);
  client.hello();
  for (int i = 0; i < 8; ++i) {
    client.send({{"type", "open"}, {"id", std::to_string(i)}, {"size", 10}});
    EXPECT_EQ(client.receive().value("type", ""), "opened");
  }
  client.send({{"type", "open"}, {"id", "one too many"}, {"size", 10}});
  EXPECT_EQ(client.receive().value("code", ""), "busy");
  client.send({{"type", "cancel"}, {"id", "3"}});
  EXPECT_EQ(client.receive().value("code", ""), "cancelled");
  client.send({{"type", "open"}, {"id", "now"}, {"size", 10}});
  EXPECT_EQ(client.receive().value("type", ""), "opened");
}

TEST(NativeMessaging, CancelStopsAnExaminationUnderWay) {
  NativeClient client(scripted);
  client.hello();
  client.submit("slow", mail("Slow", "X-Do: spin\r\n"));
  EXPECT_EQ(client.receive_one_of({"progress"})["stage"], "examining");
  client.send({{"type", "cancel"}, {"id", "slow"}});
  const json error = client.receive_one_of({"report", "error"});
  EXPECT_EQ(error.value("code", ""), "cancelled");
  EXPECT_EQ(client.examine("next", mail("Next"))["type"], "report");
  EXPECT_TRUE(eventually([&] { return client.child.children().size() == 1 && client.child.zombies().empty(); }));
}

TEST(NativeMessaging, CancelOfADoneMailSaysNothing) {
  NativeClient client(scripted);
  client.hello();
  EXPECT_EQ(client.examine("m", mail("Done"))["type"], "report");
  client.send({{"type", "cancel"}, {"id", "m"}});
  EXPECT_EQ(client.examine("n", mail("Next"))["id"], "n");
}

TEST(NativeMessaging, AnIdMayBeUsedAgain) {
  NativeClient client(scripted);
  client.hello();
  EXPECT_EQ(client.examine("m", mail("First"))["report"]["message"]["subject"], "First");
  EXPECT_EQ(client.examine("m", mail("Second"))["report"]["message"]["subject"], "Second");
}

TEST(NativeMessaging, SwitchedOffQuestionsAreAnsweredByPolicy) {
  NativeClient client(scripted);
  client.hello({{"dns", false}, {"place", false}});
  const json report =
      client.examine("m", mail("Ask", "X-Ask: dns_a example.jp\r\nX-Ask-Then: place 192.0.2.1\r\n"))["report"];
  ASSERT_EQ(report["unknown"].size(), 2U);
  EXPECT_EQ(report["unknown"][0]["reason"], "policy");
  EXPECT_EQ(report["unknown"][1]["reason"], "policy");
  EXPECT_EQ(report["queries"], json::array());
  EXPECT_THAT(client.passed,
              testing::Not(testing::Contains(testing::ResultOf([](const json& m) { return m["type"]; }, "partial"))));
}

TEST(NativeMessaging, OfflineForOneMail) {
  NativeClient client(scripted);
  client.hello({{"dns", true}, {"place", false}});
  client.upload("m", mail("Ask", "X-Ask: dns_a example.jp\r\n"));
  client.send({{"type", "check"}, {"id", "m"}, {"language", "en"}, {"offline", true}});
  const json report = client.receive_one_of({"report", "error"})["report"];
  EXPECT_EQ(report["unknown"][0]["reason"], "offline");
  EXPECT_EQ(report["queries"], json::array());
}

TEST(NativeMessaging, AWronglyTypedSwitchIsOff) {
  NativeClient client(scripted);
  client.send_text(
      R"({"protocol":1,"type":"hello","id":"h","extension_version":"0.1.0","language":"en","settings":{"dns":"yes"}})");
  EXPECT_EQ(client.receive().value("type", ""), "hello");
  const json report = client.examine("m", mail("Ask", "X-Ask: dns_a example.jp\r\n"))["report"];
  EXPECT_EQ(report["unknown"][0]["reason"], "policy");
}

TEST(NativeMessaging, WhatIsKnownAtOnceComesFirst) {
  NativeClient client(scripted);
  client.hello({{"dns", false}, {"place", true}});
  client.submit("m", mail("Ask", "X-Ask: place 192.0.2.1\r\n"));
  const json partial = client.receive_one_of({"partial", "report", "error"});
  ASSERT_EQ(partial["type"], "partial");
  EXPECT_EQ(partial["report"]["complete"], false);
  const json report = client.receive_one_of({"partial", "report", "error"});
  ASSERT_EQ(report["type"], "report");
  EXPECT_EQ(report["report"]["complete"], true);
  EXPECT_EQ(report["report"]["timing"]["rounds"], 1);
}

}  // namespace
}  // namespace mekiki::test
