// Folders of host/ include only downwards: what includes what is read from the #include lines.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "tree.h"

namespace mekiki::tree {
namespace {

using Folders = std::set<std::string>;

// What each folder may include besides itself.
std::map<std::string, Folders> allowed() {
  std::map<std::string, Folders> may;
  may["base"] = {};
  // Tables of data, read where names, phrases and words are.
  may["knowledge"] = {"base"};
  may["names"] = may["text"] = may["report"] = {"base", "knowledge"};
  may["html"] = may["files"] = may["questions"] = {"base"};
  may["lookups"] = {"base", "questions"};
  may["processes"] = {"base", "questions", "lookups"};
  Folders below = {"base", "names", "html", "text", "files", "questions"};
  for (const char* folder : {"message", "authentication", "facts", "checks", "report"}) {
    may[folder].insert(below.begin(), below.end());
    below.insert(folder);
  }
  may["apps"] = below;
  may["apps"].insert({"lookups", "processes", "knowledge"});
  return may;
}

struct Include {
  std::string file;
  std::string from;  // folder of host/
  std::string what;  // as written
};

std::vector<Include> includes() {
  static const std::regex line(R"(^[ \t]*#[ \t]*include[ \t]*"([^"]+)\")", std::regex::multiline);
  std::vector<Include> found;
  for (const File& file : files({"host"}, {".cpp", ".h", ".in", ".inc"})) {
    const std::string from = file.path.substr(5, file.path.find('/', 5) - 5);
    for (std::sregex_iterator at(file.content.begin(), file.content.end(), line), end; at != end; ++at) {
      found.push_back({file.path, from, (*at)[1].str()});
    }
  }
  return found;
}

TEST(Layering, EveryFolderHasItsPlace) {
  const auto may = allowed();
  for (const Include& include : includes()) EXPECT_TRUE(may.contains(include.from)) << include.file;
}

TEST(Layering, IncludesPointDownwards) {
  const auto may = allowed();
  std::size_t seen = 0;
  for (const Include& include : includes()) {
    const std::size_t slash = include.what.find('/');
    if (slash == std::string::npos) continue;  // made by the build, beside the file
    const std::string to = include.what.substr(0, slash);
    if (!may.contains(to) || to == include.from || !may.contains(include.from)) continue;
    ++seen;
    EXPECT_TRUE(may.at(include.from).contains(to)) << include.file << " includes " << include.what;
  }
  EXPECT_GT(seen, 50U) << "the includes were not found";
}

// Processes know answerers, not where answers come from.
TEST(Layering, ProcessesSeeOnlyTheAnswerer) {
  for (const Include& include : includes()) {
    if (include.from != "processes" || !include.what.starts_with("lookups/")) continue;
    EXPECT_EQ(include.what, "lookups/answerer.h") << include.file;
  }
}

// Third-party headers stay where they belong: a parser of mail in one folder, the network in another.
TEST(Layering, ThirdPartyHeadersStayAtHome) {
  const std::map<std::string, Folders> homes = {
      {"gmime/", {"message"}},
      {"glib", {"message"}},
      {"libpsl.h", {"names"}},
      {"ares", {"lookups"}},
      {"maxminddb.h", {"lookups"}},
      {"seccomp.h", {"processes"}},
      {"linux/landlock.h", {"processes"}},
      {"curl/", {"lookups"}},
      {"openssl/", {"authentication", "message", "lookups"}},
      {"CLI/", {"apps"}},
  };
  static const std::regex line(R"(^[ \t]*#[ \t]*include[ \t]*<([^>]+)>)", std::regex::multiline);
  for (const File& file : files({"host"}, {".cpp", ".h"})) {
    const std::string from = file.path.substr(5, file.path.find('/', 5) - 5);
    for (std::sregex_iterator at(file.content.begin(), file.content.end(), line), end; at != end; ++at) {
      const std::string what = (*at)[1].str();
      for (const auto& [prefix, folders] : homes) {
        if (!what.starts_with(prefix)) continue;
        EXPECT_TRUE(folders.contains(from)) << file.path << " includes " << what;
      }
    }
  }
}

}  // namespace
}  // namespace mekiki::tree
