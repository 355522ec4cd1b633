// The command line as scripts rely on it: exit codes, output, errors. Answers come from recordings, so no network.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "run_program.h"

namespace mekiki::command {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

const std::string samples = MEKIKI_SOURCE_DIR "/tests/data/samples/";
const std::string scam = samples + "kagoya-webmail.eml";
const std::string honest = samples + "kagoya-webmail-honest.eml";

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

class Folder {
 public:
  Folder() {
    std::string pattern = "/tmp/mekiki-command.XXXXXX";
    path = mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path); }
  std::string write(const std::string& name, std::string_view content) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << content;
    return (path / name).string();
  }
  fs::path path;
};

std::vector<nlohmann::json> lines_of(const std::string& out) {
  std::vector<nlohmann::json> lines;
  std::istringstream stream(out);
  for (std::string line; std::getline(stream, line);) lines.push_back(nlohmann::json::parse(line, nullptr, false));
  return lines;
}

TEST(Check, ExitCodeTellsTheLevel) {
  EXPECT_EQ(run({"check", "--offline", scam}).code, 2);
  EXPECT_EQ(run({"check", "--offline", honest}).code, 0);
}

TEST(Check, PrintsTheReportInTheLanguageAskedFor) {
  EXPECT_THAT(run({"check", "--offline", scam}).out, HasSubstr("What to do"));
  EXPECT_THAT(run({"check", "--offline", "--lang", "ja", scam}).out, HasSubstr("どうすればよいか"));
  EXPECT_THAT(run({{"check", "--offline", scam}, "", {{"LANG", "ja_JP.UTF-8"}}}).out, HasSubstr("どうすればよいか"));
  const Ended html = run({"check", "--offline", "--html", scam});
  EXPECT_THAT(html.out, StartsWith("<!DOCTYPE html>"));
  EXPECT_EQ(html.code, 2);
}

TEST(Check, JsonIsTheReportOfSchema1) {
  const Ended result = run({"check", "--offline", "--json", scam});
  const auto report = nlohmann::json::parse(result.out, nullptr, false);
  ASSERT_TRUE(report.is_object()) << result.out << result.err;
  EXPECT_EQ(report.at("schema"), 1);
  EXPECT_EQ(report.at("level"), "danger");
  for (const auto& query : report.at("queries")) EXPECT_EQ(query.at("reveals"), "nothing") << query;
  EXPECT_THAT(result.err, IsEmpty());
}

// Organisations, people, domains and servers of the configuration file count without a new version of the program.
TEST(Check, LearnsOrganisationsFromTheConfiguration) {
  const Folder folder;
  folder.write("mekiki/config.json", R"({"own_servers": ["kitano-sample.co.jp"],
    "vips": [{"name": "\u5317\u91CE \u82B1\u5B50", "addresses": ["hanako@kitano-sample.co.jp"]}],
    "brands": [{"id": "kitano", "names": {"en": "Kitano Fish", "ja": "\u5317\u91CE\u6C34\u7523",
      "aliases": ["\u30AD\u30BF\u30CE\u30B9\u30A4\u30B5\u30F3"]}, "domains": ["kitano-sample.co.jp"]}]})");
  const auto checked = [&](const std::string& from, bool configured) {
    const std::string mail =
        "Received: from out.qx-sample.net (out.qx-sample.net [81.187.30.52]) by mx.kitano-sample.co.jp with ESMTP id 1;"
        " Tue, 4 Mar 2025 09:12:31 +0000\nFrom: " +
        from + "\nTo: sam@kitano-sample.co.jp\nSubject: Hello\nContent-Type: text/plain; charset=utf-8\n\nHello.\n";
    const std::string home = configured ? folder.path.string() : "/nonexistent";
    return run({{"check", "--offline", "--json", "-"}, mail, {{"XDG_CONFIG_HOME", home}}}).out;
  };
  const char* stranger = " <x@qx-sample.net>";
  for (const char* name : {"Kitano Fish", "K1tano-Fish Support", "\u5317\u91CE\u6C34\u7523 \u30B5\u30DD\u30FC\u30C8",
                           "\u304D\u305F\u306E\u3059\u3044\u3055\u3093"}) {
    EXPECT_THAT(checked(std::string(name) + stranger, true), HasSubstr("claim.brand_not_sender")) << name;
    EXPECT_THAT(checked(std::string(name) + stranger, false), Not(HasSubstr("claim.brand_not_sender"))) << name;
  }
  EXPECT_THAT(checked("\u5317\u91CE\u82B1\u5B50" + std::string(stranger), true), HasSubstr("claim.person_not_sender"));
  const std::string own = checked("Kitano Fish <info@kitano-sample.co.jp>", true);
  EXPECT_THAT(own, Not(HasSubstr("claim.brand_not_sender")));
  EXPECT_THAT(own, HasSubstr(R"("boundary_reason": "policy")"));
}

TEST(Check, ReadsStandardInput) { EXPECT_EQ(run({{"check", "--offline", "-"}, read(scam), {}}).code, 2); }

TEST(Check, ErrorsAreOneSentenceAndTheirOwnCode) {
  const Folder folder;
  struct Case {
    std::vector<std::string> arguments;
    int code;
  };
  for (const Case& c :
       {Case{{"check"}, 64}, Case{{"check", "--json", "--html", scam}, 64}, Case{{"check", "--lang", "fr", scam}, 64},
        Case{{"check", "--nonsense", scam}, 64}, Case{{}, 64}, Case{{"dance"}, 64},
        Case{{"check", "/nonexistent.eml"}, 66}, Case{{"check", folder.path.string()}, 66},
        Case{{"check", "--answers", "/nonexistent", scam}, 66},
        Case{{"check", "--answers", folder.write("bad", "{"), scam}, 64},
        Case{{"check", "--offline", folder.write("empty", "")}, 65},
        Case{{"check", "--offline", folder.write("junk", std::string_view("\0\1\2\3", 4))}, 65}}) {
    const Ended result = run(c.arguments);
    EXPECT_EQ(result.code, c.code) << testing::PrintToString(c.arguments) << result.err;
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, StartsWith("mekiki: "));
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  }
}

TEST(Check, ErrorsSpeakTheLanguage) {
  EXPECT_THAT(run({"check", "--lang", "ja", "/nonexistent.eml"}).err, HasSubstr("読めません"));
  EXPECT_THAT(run({{"check"}, "", {{"LC_ALL", "ja_JP.UTF-8"}}}).err, HasSubstr("使い方"));
}

TEST(Check, ARecordingGivesTheSameReportByteForByte) {
  const Folder folder;
  const std::string recording = (folder.path / "answers.json").string();
  const Ended first = run({"check", "--offline", "--json", "--record", recording, scam});
  EXPECT_EQ(first.code, 2);
  ASSERT_TRUE(fs::exists(recording));
  const auto strip = [](const std::string& out) {
    auto report = nlohmann::json::parse(out);
    report.erase("timing");
    for (auto& query : report["queries"]) query.erase("ms");
    return report;
  };
  const Ended second = run({"check", "--json", "--answers", recording, scam});
  const Ended third = run({"check", "--json", "--answers", recording, scam});
  EXPECT_EQ(strip(second.out), strip(third.out));
  EXPECT_EQ(strip(first.out)["findings"], strip(second.out)["findings"]);
}

TEST(Scan, OneLineForEachMailInOrder) {
  const Folder folder;
  folder.write("in/1.eml", read(scam));
  folder.write("in/2.eml", "");
  folder.write("in/3.eml", read(honest));
  folder.write("in/box", "From a Fri Jan 10 01:27:41 2025\n" + read(honest) + "\n\nFrom b Fri Jan 10 01:27:41 2025\n" +
                             read(scam));
  const Ended result = run({"scan", "--offline", "--jobs", "2", (folder.path / "in").string(), "/nonexistent"});
  EXPECT_EQ(result.code, 66) << "a path was missing";
  EXPECT_THAT(result.err, IsEmpty()) << "no progress where nobody looks";
  const auto lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 6U) << result.out;
  const std::string in = (folder.path / "in").string();
  EXPECT_EQ(lines[0]["path"], in + "/1.eml");
  EXPECT_EQ(lines[0]["level"], "danger");
  EXPECT_TRUE(lines[0]["score"].is_number());
  EXPECT_TRUE(lines[0]["verdict"].is_string());
  EXPECT_FALSE(lines[0]["codes"].empty());
  EXPECT_EQ(lines[1]["error"]["code"], "not_a_mail");
  EXPECT_EQ(lines[2]["level"], "none");
  EXPECT_EQ(lines[3]["path"], in + "/box#1");
  EXPECT_EQ(lines[4]["path"], in + "/box#2");
  EXPECT_EQ(lines[4]["level"], "danger");
  EXPECT_EQ(lines[5]["error"]["code"], "no_input");
}

TEST(Scan, PathsFromStandardInput) {
  const Ended result = run({{"scan", "--offline", "-"}, honest + "\n\n" + scam, {}});
  EXPECT_EQ(result.code, 0);
  const auto lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0]["path"], honest);
  EXPECT_EQ(lines[1]["path"], scam);
}

TEST(Scan, ProgressWhenAskedFor) {
  EXPECT_THAT(run({"scan", "--offline", "--progress", honest}).err, HasSubstr("1 examined"));
}

TEST(Install, WritesRemovesAndRespectsWhatIsNotOurs) {
  const Folder home;
  const fs::path manifest = home.path / ".mozilla/native-messaging-hosts/mekiki.json";
  const auto call = [&](const char* command) { return run({{command, "--user"}, "", {{"HOME", home.path.string()}}}); };
  EXPECT_EQ(call("install").code, 0);
  const auto written = nlohmann::json::parse(read(manifest));
  EXPECT_EQ(written.at("path"), MEKIKI_BINARY_DIR "/bin/mekiki-host");
  EXPECT_THAT(call("install").out, HasSubstr("Nothing to do"));
  EXPECT_EQ(call("uninstall").code, 0);
  EXPECT_FALSE(fs::exists(manifest));
  EXPECT_THAT(call("uninstall").out, HasSubstr("Nothing to do"));

  std::ofstream(manifest) << "not ours";
  EXPECT_THAT(call("uninstall").out, HasSubstr("stays as it is"));
  EXPECT_THAT(call("install").out, HasSubstr("kept as"));
  EXPECT_EQ(read(manifest.string() + ".before-mekiki"), "not ours");
}

TEST(Doctor, TellsWhatWorksAndHowToMendTheRest) {
  const Folder home;
  const Ended before = run({{"doctor", "--json"}, "", {{"HOME", home.path.string()}}});
  const auto report = nlohmann::json::parse(before.out, nullptr, false);
  ASSERT_TRUE(report.is_object()) << before.out;
  bool examiner = false;
  for (const auto& check : report.at("checks")) {
    EXPECT_TRUE(check.at("text").is_string());
    EXPECT_TRUE(check.at("state") != "problem" || check.contains("remedy")) << check;
    if (check.at("id") == "examiner") examiner = check.at("state") != "problem";
  }
  EXPECT_TRUE(examiner) << before.out;
  EXPECT_EQ(before.code, report.at("ok").get<bool>() ? 0 : 1);
  EXPECT_THAT(run({{"doctor", "--lang", "ja"}, "", {{"HOME", home.path.string()}}}).out,
              HasSubstr("mekiki install --user"));
}

TEST(Explain, EveryCodeThatCanBeFound) {
  const Ended all = run({"explain"});
  EXPECT_EQ(all.code, 0);
  EXPECT_THAT(all.out, HasSubstr("claim.brand_not_sender"));
  const Ended one = run({"explain", "--lang", "ja", "link.rented_name"});
  EXPECT_EQ(one.code, 0);
  EXPECT_THAT(one.out, HasSubstr("link.rented_name"));
  EXPECT_EQ(run({"explain", "no.such_code"}).code, 66);
}

TEST(Config, CheckExplainsMistakesByLine) {
  const Folder folder;
  const Ended bad = run({"config", "check", folder.write("bad.json", "{\n\"dnss\": true\n}")});
  EXPECT_EQ(bad.code, 1);
  EXPECT_THAT(bad.out, HasSubstr("line 2: there is no setting \"dnss\"; did you mean \"dns\"?"));
  EXPECT_EQ(run({"config", "check", folder.write("good.json", "{\"dns\": false}")}).code, 0);
  EXPECT_EQ(run({"config", "check", "/nonexistent"}).code, 66);
}

TEST(Data, StatusSaysWhatIsThere) { EXPECT_EQ(run({"data", "status"}).code, 0); }

// A reader with settings and a cache of his own.
class Home {
 public:
  void settings(const nlohmann::json& settings) const { folder.write("config/mekiki/config.json", settings.dump()); }
  [[nodiscard]] Ended run(std::vector<std::string> arguments) const {
    return command::run(Call{std::move(arguments),
                             {},
                             {{"XDG_CONFIG_HOME", (folder.path / "config").string()},
                              {"XDG_CACHE_HOME", (folder.path / "cache").string()}}});
  }
  Folder folder;
};

TEST(Data, UpdateFetchesFeedsAndTheyAnswerOffline) {
  const Home home;
  const std::string feed = home.folder.write("feed.txt", "# a list\nq82x7hd0rt.free.hr\n203.0.113.0/24\n");
  home.settings({{"list_feeds", {{{"name", "own"}, {"source", feed}, {"meaning", "phish"}}}}});
  const Ended update = home.run({"data", "update"});
  EXPECT_EQ(update.code, 0) << update.err;
  EXPECT_THAT(update.out, HasSubstr("own: 2 entries"));
  EXPECT_THAT(home.run({"data", "status"}).out, HasSubstr("Blocklist own: 2 entries"));
  const auto report = nlohmann::json::parse(home.run({"check", "--offline", "--json", scam}).out);
  ASSERT_FALSE(report.at("links").empty());
  EXPECT_EQ(report.at("links").at(0).at("listed"), nlohmann::json::array({"own - phish"}));
  EXPECT_EQ(report.at("links").at(0).at("threat").at("level"), "high");
  bool told = false;
  for (const auto& query : report.at("queries")) {
    EXPECT_EQ(query.at("reveals"), "nothing") << query.dump();
    told = told || query.at("to") == "file own";
  }
  EXPECT_TRUE(told) << report.at("queries").dump(1);
}

TEST(Data, UpdateKeepsWhatItHasWhereAFeedIsNotAsItShould) {
  const Home home;
  const std::string feed = home.folder.write("feed.txt", "bad.example\n");
  const std::string sum = home.folder.write("feed.sha256", std::string(64, '0') + "  feed.txt\n");
  home.settings({{"list_feeds", {{{"name", "own"}, {"source", feed}}}}});
  EXPECT_EQ(home.run({"data", "update"}).code, 0);
  home.settings({{"list_feeds", {{{"name", "own"}, {"source", feed}, {"checksum", sum}}}}});
  home.folder.write("feed.txt", "bad.example\nother.example\n");
  const Ended update = home.run({"data", "update"});
  EXPECT_NE(update.code, 0);
  EXPECT_THAT(update.err, HasSubstr("checksum"));
  EXPECT_THAT(home.run({"data", "status"}).out, HasSubstr("own: 1 entries"));
}

TEST(Program, VersionAndHelp) {
  std::string version = read(MEKIKI_SOURCE_DIR "/VERSION");
  version.erase(version.find_last_not_of('\n') + 1);
  EXPECT_EQ(run({"--version"}).out, "mekiki " + version + "\n");
  const Ended help = run({"--help"});
  EXPECT_EQ(help.code, 0);
  for (const char* word : {"check", "scan", "doctor", "install", "uninstall", "explain", "config", "data"}) {
    EXPECT_THAT(help.out, HasSubstr(word));
  }
  EXPECT_EQ(run({"check", "--help"}).code, 0);
}

}  // namespace
}  // namespace mekiki::command
