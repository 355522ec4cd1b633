// Host and examiner as they are installed, on mails of all kinds: every message fits its schema, and nothing that an
// examination needs is missing behind the closed door.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iconv.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/base64.h"
#include "native_client.h"

namespace mekiki::test {
namespace {

using nlohmann::json;

class RealExaminer : public testing::Test {
 protected:
  void SetUp() override {
#if !defined(MEKIKI_EXAMINER)
    GTEST_SKIP() << "mekiki-examiner is not part of this build";
#endif
  }
};

std::string converted(const std::string& utf8, const char* charset) {
  const iconv_t converter = ::iconv_open(charset, "UTF-8");
  std::string result(utf8.size() * 8, '\0');
  std::string source = utf8;
  char* from = source.data();
  char* to = result.data();
  std::size_t left = source.size();
  std::size_t room = result.size();
  EXPECT_EQ(::iconv(converter, &from, &left, &to, &room), 0U) << charset;
  ::iconv(converter, nullptr, nullptr, &to, &room);
  ::iconv_close(converter);
  result.resize(result.size() - room);
  return result;
}

std::string encoded_word(const std::string& utf8, const char* charset) {
  return std::string("=?") + charset + "?B?" + base64_encode(converted(utf8, charset)) + "?=";
}

std::string mail(const std::string& subject, const std::string& fields, const std::string& body) {
  return "Received: from mail.example.net (mail.example.net [192.0.2.7]) by mx.example.jp with ESMTP id 1 for "
         "<reader@example.jp>; Mon, 6 Jan 2025 10:00:00 +0900\r\n"
         "From: \"Example\" <info@example.net>\r\nTo: reader@example.jp\r\nSubject: " +
         subject + "\r\nDate: Mon, 6 Jan 2025 09:59:59 +0900\r\nMessage-ID: <1@example.net>\r\nMIME-Version: 1.0\r\n" +
         fields + "\r\n" + body;
}

// Three mails of the account through the same servers teach which servers are the reader's.
TEST_F(RealExaminer, ServersOfTheAccountAreLearned) {
  NativeClient client({}, MEKIKI_HOST);
  client.hello({{"dns", false}, {"place", false}, {"own_domains", {"example.jp"}}});
  const json reader = {"reader@example.jp"};
  for (int i = 0; i < 4; ++i) {
    const std::string n = std::to_string(i);
    const json answer = client.examine_for("m" + n, mail("Mail " + n, "", "Hello."), reader);
    ASSERT_EQ(answer["type"], "report") << answer.dump();
    EXPECT_EQ(answer["report"]["sender"]["boundary_reason"], i < 3 ? "only_hop" : "learned") << n;
  }
  const json other = client.examine_for("other", mail("Mail", "", "Hello."), {"somebody@example.org"});
  EXPECT_EQ(other["report"]["sender"]["boundary_reason"], "only_hop") << "another account";
}

std::vector<std::string> codes_in(const json& answer) {
  std::vector<std::string> codes;
  for (const json& finding : answer["report"]["findings"]) codes.push_back(finding["code"]);
  return codes;
}

std::string mail_from(const std::string& address, const std::string& subject, const std::string& body) {
  std::string text = mail(subject, "", body);
  text.replace(text.find("\"Example\" <info@example.net>"), 28, "<" + address + ">");
  return text;
}

// Who writes for the first time and wants something is pointed out, once enough senders are known; who has written
// before is not; and after erasing nobody is known.
TEST_F(RealExaminer, SendersAreRememberedAndErased) {
  NativeClient client({}, MEKIKI_HOST);
  client.hello();  // the settings that the extension sends by itself
  const json reader = {"reader@example.jp"};
  const std::string wish = "Please verify your password and log in.";
  const auto stranger = [&](const std::string& id, const std::string& address) {
    return codes_in(client.examine_for(id, mail_from(address, "Question " + id, wish), reader));
  };
  EXPECT_THAT(stranger("early", "early@example.net"), testing::Not(testing::Contains("sender.first_contact")))
      << "too few are known for that to mean anything";
  for (int i = 0; i < 25; ++i) {
    const std::string n = std::to_string(i);
    client.examine_for("m" + n, mail_from("person" + n + "@example.net", "Mail " + n, "Hello."), reader);
  }
  EXPECT_THAT(stranger("late", "late@example.net"), testing::Contains("sender.first_contact"));
  EXPECT_THAT(stranger("known", "person7@example.net"), testing::Not(testing::Contains("sender.first_contact")));
  const auto file = client.cache / "mekiki" / "reader.json";
  ASSERT_TRUE(std::filesystem::exists(file));
  std::ifstream in(file);
  const std::string kept{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(kept.find("person7"), std::string::npos) << "addresses are kept as hashes";
  client.send({{"type", "forget"}, {"id", "f"}});
  EXPECT_EQ(client.receive_one_of({"forgotten", "error"})["erased"], true);
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_THAT(stranger("again", "again@example.net"), testing::Not(testing::Contains("sender.first_contact")));
}

TEST_F(RealExaminer, NothingIsRememberedWhereTheReaderSaysSo) {
  NativeClient client({}, MEKIKI_HOST);
  client.hello({{"dns", false}, {"place", false}, {"remember", false}});
  client.examine_for("m", mail_from("ann@example.net", "Mail", "Hello."), {"reader@example.jp"});
  EXPECT_FALSE(std::filesystem::exists(client.cache / "mekiki" / "reader.json"));
}

// People and organisations of the settings, to the report and back.
TEST_F(RealExaminer, ThePolicyTeachesPeopleAndOrganisations) {
  NativeClient client({}, MEKIKI_HOST);
  client.hello(json::parse(R"({"dns": false, "place": false,
    "vips": [{"name": "Hanna Lindqvist", "addresses": ["hanna@example.jp"]}],
    "brands": [{"id": "hinode-works", "names": {"en": "Hinode Works"}, "domains": ["hinode.example"]}]})"));
  const auto codes_of = [&](const std::string& from) {
    std::string text = mail("Quick task", "", "Reply soon.");
    text.replace(text.find("\"Example\" <info@example.net>"), 28, from);
    std::vector<std::string> codes;
    const json answer = client.examine(from, text);
    for (const json& finding : answer["report"]["findings"]) codes.push_back(finding["code"]);
    return codes;
  };
  EXPECT_THAT(codes_of("Hanna Lindqvist <boss.77@example.net>"), testing::Contains("claim.person_not_sender"));
  EXPECT_THAT(codes_of("Hanna Lindqvist <hanna@example.jp>"),
              testing::Not(testing::Contains("claim.person_not_sender")));
  EXPECT_THAT(codes_of("Hinode Works <info@example.net>"), testing::Contains("claim.brand_not_sender"));
  EXPECT_THAT(codes_of("Hinode Works <info@hinode.example>"),
              testing::Not(testing::Contains("claim.brand_not_sender")));
}

struct Charset {
  const char* name;
  const char* text;
};
class EveryCharset : public RealExaminer, public testing::WithParamInterface<Charset> {};

// Converters are loaded from files on first use: those that mails use must be there before the door closes.
TEST_P(EveryCharset, IsReadBehindTheClosedDoor) {
  NativeClient client({}, MEKIKI_HOST);
  client.hello();
  const auto& [name, text] = GetParam();
  const std::string body = std::string(text) + " https://www.example.net/\r\n";
  const json report = client.examine(
      "m", mail(encoded_word(text, name),
                std::string("Content-Type: text/plain; charset=") + name + "\r\nContent-Transfer-Encoding: base64\r\n",
                base64_encode(converted(body, name))));
  ASSERT_EQ(report.value("type", ""), "report") << report.dump();
  EXPECT_EQ(report["report"]["message"]["subject"], text);
  ASSERT_EQ(report["report"]["links"].size(), 1U) << report["report"].dump();
}

INSTANTIATE_TEST_SUITE_P(RealExaminer, EveryCharset,
                         testing::Values(Charset{"UTF-8", "日本語の件名"}, Charset{"ISO-2022-JP", "日本語の件名"},
                                         Charset{"Shift_JIS", "日本語の件名"}, Charset{"EUC-JP", "日本語の件名"},
                                         Charset{"GB18030", "中文主题"}, Charset{"GB2312", "中文主题"},
                                         Charset{"GBK", "中文主题"}, Charset{"Big5", "中文主題"},
                                         Charset{"EUC-KR", "한국어 제목"}, Charset{"ISO-8859-1", "Grüße"},
                                         Charset{"ISO-8859-2", "Zażółć"}, Charset{"ISO-8859-15", "Prix en €"},
                                         Charset{"windows-1251", "Русский"}, Charset{"windows-1252", "Prix en €"},
                                         Charset{"KOI8-R", "Русский"}, Charset{"UTF-16", "Grüße"}),
                         [](const auto& test) {
                           std::string name = test.param.name;
                           std::replace_if(
                               name.begin(), name.end(),
                               [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
                           return name;
                         });

TEST_F(RealExaminer, HtmlWithLinksAndAttachments) {
  NativeClient client({}, MEKIKI_HOST);
  EXPECT_EQ(client.hello()["sandbox"], (json{{"seccomp", true}, {"landlock", true}, {"rlimits", true}}));
  const std::string text = mail(
      "Invoice", "Content-Type: multipart/mixed; boundary=b\r\n",
      "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
      "<p>Please <a href=\"https://login.example.net.example.org/a?user=reader@example.jp\">www.example.net</a></p>"
      "<form action=\"https://example.org/take\"><input type=password></form>\r\n"
      "--b\r\nContent-Type: application/pdf; name=\"invoice.pdf.exe\"\r\nContent-Transfer-Encoding: base64\r\n"
      "Content-Disposition: attachment\r\n\r\nTVqQAAMAAAAEAAAA\r\n--b--\r\n");
  for (const char* language : {"en", "ja"}) {
    client.upload(language, text);
    client.check(language, language);
    const json report = client.receive_one_of({"report", "error"});
    ASSERT_EQ(report.value("type", ""), "report") << report.dump();
    EXPECT_FALSE(report["report"]["links"].empty());
    EXPECT_EQ(report["report"]["attachments"].size(), 1U);
    EXPECT_EQ(report["report"]["message"]["sha256"].get<std::string>().size(), 64U);
  }
}

TEST_F(RealExaminer, StrangeMails) {
  NativeClient client({}, MEKIKI_HOST);
  client.hello();
  std::string parts = "Content-Type: multipart/mixed; boundary=b\r\n";
  std::string many = mail("Many parts", parts, "");
  for (int i = 0; i < 5000; ++i) many += "--b\r\n\r\nx\r\n";
  std::string nested;
  for (int i = 0; i < 2000; ++i) {
    nested +=
        "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" + std::to_string(i) + "\r\n";
  }
  std::string tags = mail("Nested tags", "Content-Type: text/html\r\n", "");
  for (int i = 0; i < 50'000; ++i) tags += "<div><b>";
  std::string links = mail("Many links", "Content-Type: text/html\r\n", "");
  for (int i = 0; i < 20'000; ++i) links += "<a href='https://h" + std::to_string(i) + ".example/'>x</a>";
  std::string zeros = mail("Zeros", "", std::string(100'000, '\0'));
  const std::vector<std::string> mails{many,
                                       mail("Nested", nested, ""),
                                       tags,
                                       links,
                                       zeros,
                                       mail(std::string(300'000, 'S'), "", ""),
                                       mail("\xff\xfe\xfd", "", "\xff\xfe"),
                                       "Subject: only a header"};
  for (std::size_t i = 0; i < mails.size(); ++i) {
    const json report = client.examine("m" + std::to_string(i), mails[i]);
    EXPECT_EQ(report.value("type", ""), "report") << i << report.dump().substr(0, 300);
  }
  EXPECT_EQ(client.examine("nothing", "\xff\xd8\xff\xe0 a picture").value("code", ""), "not_a_mail");
}

}  // namespace
}  // namespace mekiki::test
