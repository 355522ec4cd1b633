// Broken set-ups, made here one by one: what the doctor says of each, and by which command it is mended.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <functional>

#include "apps/mekiki/diagnosis.h"
#include "apps/mekiki/installed_files.h"
#include "apps/mekiki/native_manifest.h"
#include "scratch.h"

namespace mekiki::apps {
namespace {

namespace fs = std::filesystem;

constexpr const char* user_manifest = "home/.mozilla/native-messaging-hosts/mekiki.json";
constexpr const char* policies = "etc/thunderbird/policies/policies.json";
constexpr const char* xpi_link = "usr/lib/thunderbird/extensions/mekiki@mekiki.invalid.xpi";

struct Situation {
  const char* name;
  std::function<void(const Scratch&)> make;
  const char* id;  // of the diagnosis
  Health health;
  const char* says;    // a part of its sentence
  const char* remedy;  // a part of it
};

fs::path program(const Scratch& scratch, const char* name, std::string_view content) {
  const fs::path file = scratch.write(name, content);
  fs::permissions(file, fs::perms::owner_all);
  return file;
}

void point_to(const Scratch& scratch, const fs::path& host) { scratch.write(user_manifest, manifest_text(host)); }

// A zip of one stored file (APPNOTE.TXT 4.3.7); sums and times are not looked at.
std::string stored(std::string_view name, std::string_view content) {
  std::string zip("PK\x03\x04\x14\0\0\x08\0\0\0\0\x21\0\0\0\0\0", 18);
  for (int i = 0; i < 2; ++i) zip += {static_cast<char>(content.size()), 0, 0, 0};
  zip += {static_cast<char>(name.size()), 0, 0, 0};
  zip += name;
  return zip += content;
}

std::string elf_for(char machine) {
  return std::string(
             "\x7f"
             "ELF\x02\x01\x01",
             7) +
         std::string(9, '\0') + std::string("\x02\0", 2) + machine + std::string(60, '\0');
}

const Situation setups[] = {
    {"no manifest", [](const Scratch&) {}, "manifest", Health::problem, "does not find", "mekiki install --user"},
    {"a manifest that is no JSON", [](const Scratch& s) { s.write(user_manifest, "{"); }, "manifest.user",
     Health::problem, "cannot be read", "mekiki install --user"},
    {"a folder in its place", [](const Scratch& s) { fs::create_directories(s.path / user_manifest); }, "manifest.user",
     Health::problem, "cannot be read", "mekiki install --user"},
    {"another product's manifest", [](const Scratch& s) { s.write(user_manifest, R"({"name": "other"})"); },
     "manifest.user", Health::problem, "not written for Mekiki", "mekiki install --user"},
    {"a host that is gone", [](const Scratch& s) { point_to(s, s.path / "gone"); }, "manifest.user", Health::problem,
     "not there", "mekiki install --user"},
    {"a host that may not run", [](const Scratch& s) { point_to(s, s.write("host", "x")); }, "manifest.user",
     Health::problem, "not a program", "mekiki install --user"},
    {"a host for another processor", [](const Scratch& s) { point_to(s, program(s, "host", elf_for('\x16'))); },
     "manifest.user", Health::problem, "another kind of processor", "mekiki install --user"},
    {"a host of another version",
     [](const Scratch& s) { point_to(s, program(s, "host", "mekiki-host %s mekiki-host 0.0.9 x")); }, "manifest.user",
     Health::problem, "0.0.9", "mekiki install --user"},
    {"an extension of another version",
     [](const Scratch& s) { s.write(xpi_link, stored("manifest.json", R"({"version": "0.0.9"})")); }, "extension",
     Health::warning, "0.0.9", "Add-ons"},
    {"a link to an extension that is gone",
     [](const Scratch& s) {
       fs::create_directories((s.path / xpi_link).parent_path());
       fs::create_symlink("nowhere.xpi", s.path / xpi_link);
     },
     "extension", Health::problem, "not there", "Add-ons"},
    {"a Thunderbird that is too old",
     [](const Scratch& s) { s.write("home/thunderbird/application.ini", "[App]\nVersion=115.3.1\n"); }, "thunderbird",
     Health::problem, "too old", "thunderbird"},
    {"a Thunderbird in a box", [](const Scratch& s) { s.write("snap/thunderbird/current", ""); }, "thunderbird.snap",
     Health::warning, "portal", "thunderbird"},
    {"policies that are no JSON", [](const Scratch& s) { s.write(policies, "{\"policies\": {"); }, "policy",
     Health::problem, "ignores them", "sudoedit"},
    {"a policy that blocks it",
     [](const Scratch& s) {
       s.write(policies, R"({"policies": {"ExtensionSettings": {"*": {"installation_mode": "blocked"}}}})");
     },
     "policy", Health::problem, "block", "sudoedit"},
    {"a policy that installs what is not there",
     [](const Scratch& s) {
       s.write(policies, R"({"policies": {"ExtensionSettings": {"mekiki@mekiki.invalid":
         {"installation_mode": "force_installed", "install_url": "file:///no.xpi"}}}})");
     },
     "policy", Health::problem, "no file", "sudoedit"},
    {"a mistake in the policy's settings",
     [](const Scratch& s) {
       s.write(policies, R"({"policies": {"3rdparty": {"Extensions": {"mekiki@mekiki.invalid": {"dsn": true}}}}})");
     },
     "policy", Health::problem, "dns", "sudoedit"},
    {"a cache that is closed to its owner",
     [](const Scratch& s) {
       fs::create_directories(s.path / "cache");
       fs::permissions(s.path / "cache", fs::perms::none);
     },
     "cache", Health::problem, "cannot be written", "chmod 700"},
    {"a cache that others write into",
     [](const Scratch& s) {
       fs::create_directories(s.path / "cache");
       fs::permissions(s.path / "cache", fs::perms::all);
     },
     "cache", Health::warning, "Others", "chmod 700"},
};

Diagnoses examine(const Scratch& scratch, const Words& words) {
  const Surroundings where{.home = scratch.path / "home", .root = scratch.path};
  Diagnoses found;
  diagnose_manifests(found, where, words);
  diagnose_thunderbird(found, where, words);
  diagnose_extension(found, where, words);
  diagnose_policies(found, where, words);
  diagnose_cache(found, scratch.path / "cache", words);
  return found;
}

TEST(Setups, EachTroubleIsNamedWithItsRemedy) {
  for (const Situation& setup : setups) {
    const Scratch scratch;
    setup.make(scratch);
    bool seen = false;
    for (const Diagnosis& diagnosis : examine(scratch, Words(Language::en))) {
      if (diagnosis.id != setup.id) continue;
      seen = true;
      EXPECT_EQ(diagnosis.health, setup.health) << setup.name << ": " << diagnosis.text;
      EXPECT_NE(diagnosis.text.find(setup.says), std::string::npos) << setup.name << ": " << diagnosis.text;
      EXPECT_NE(diagnosis.remedy.find(setup.remedy), std::string::npos) << setup.name << ": " << diagnosis.remedy;
    }
    EXPECT_TRUE(seen) << setup.name;
    for (const Diagnosis& diagnosis : examine(scratch, Words(Language::ja)))
      EXPECT_EQ(diagnosis.text.find('{'), std::string::npos) << diagnosis.text;
    // So that the folder can be taken away.
    std::error_code ignored;
    fs::permissions(scratch.path / "cache", fs::perms::owner_all, ignored);
  }
}

TEST(Setups, AGoodOneHasNoTrouble) {
  const Scratch scratch;
  point_to(scratch, program(scratch, "host", "mekiki-host " MEKIKI_VERSION));
  scratch.write("usr/lib/thunderbird/application.ini", "[App]\nVersion=153.7.0\n");
  scratch.write(xpi_link,
                stored("icons/x.svg", "<svg/>") + stored("manifest.json", R"({"version": ")" MEKIKI_VERSION R"("})"));
  scratch.write(policies, R"({"policies": {"ExtensionSettings": {"mekiki@mekiki.invalid": {"installation_mode":
    "force_installed", "install_url": "file:///)" +
                              std::string(xpi_link) + R"("}}}})");
  fs::create_directories(scratch.path / "cache");
  fs::permissions(scratch.path / "cache", fs::perms::owner_all);
  const Diagnoses found = examine(scratch, Words(Language::en));
  EXPECT_EQ(found.size(), 5U);
  for (const Diagnosis& diagnosis : found) {
    EXPECT_EQ(diagnosis.health, Health::ok) << diagnosis.text;
    EXPECT_NE(diagnosis.text.find(scratch.path.string()), std::string::npos) << diagnosis.text;
    EXPECT_EQ(diagnosis.remedy, "") << diagnosis.text;
  }
}

TEST(InstalledFiles, NothingIsReadFromWhatIsBroken) {
  const Scratch scratch;
  for (const std::string& bytes : {std::string(), std::string("PK\x03\x04"), stored("manifest.json", "{").substr(0, 40),
                                   std::string(300, '\xff'), stored("other", "x") + "PK\x03\x04"}) {
    EXPECT_EQ(version_of_extension(scratch.write("x.xpi", bytes)), "");
    EXPECT_EQ(version_of_host(scratch.write("host", bytes)), "");
    EXPECT_TRUE(fits_this_machine(scratch.write("host", bytes)));
  }
  EXPECT_EQ(version_of_extension(scratch.path / "none"), "");
}

TEST(InstalledFiles, TheRealHostAndThisProgram) {
  EXPECT_TRUE(fits_this_machine("/proc/self/exe"));
  if (const auto host = find_host()) {
    EXPECT_EQ(version_of_host(*host), MEKIKI_VERSION);
  }
}

}  // namespace
}  // namespace mekiki::apps
