#include "apps/mekiki/diagnosis.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "apps/mekiki/native_manifest.h"
#include "scratch.h"

namespace mekiki::apps {
namespace {

const Words en(Language::en);
constexpr const char* user_manifest = "home/.mozilla/native-messaging-hosts/mekiki.json";
constexpr const char* system_manifest = "usr/lib/mozilla/native-messaging-hosts/mekiki.json";

Surroundings in(const Scratch& scratch) { return {.home = scratch.path / "home", .root = scratch.path}; }

std::filesystem::path runnable(const Scratch& scratch, const char* name) {
  const auto file = scratch.write(name, "#!/bin/sh\n");
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  return file;
}

Diagnosis only(const Diagnoses& found) {
  EXPECT_EQ(found.size(), 1U);
  return found.empty() ? Diagnosis{} : found.front();
}

TEST(Manifest, HoldsWhatThunderbirdNeeds) {
  const auto manifest = nlohmann::json::parse(manifest_text("/opt/x y/mekiki-host"));
  EXPECT_EQ(manifest.at("name"), "mekiki");
  EXPECT_EQ(manifest.at("path"), "/opt/x y/mekiki-host");
  EXPECT_EQ(manifest.at("type"), "stdio");
  EXPECT_EQ(manifest.at("allowed_extensions"), nlohmann::json::array({std::string(extension_id)}));
}

TEST(Manifest, IsReplacedWhole) {
  const Scratch scratch;
  const auto file = scratch.path / "new/folder/mekiki.json";
  EXPECT_EQ(replace_file(file, "one"), "");
  EXPECT_EQ(replace_file(file, "two"), "");
  EXPECT_EQ(content_of(file), "two");
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(file.parent_path())) ++files;
  EXPECT_EQ(files, 1U) << "nothing is left beside it";
  EXPECT_NE(replace_file(file / "below a file", "three"), "");
}

TEST(DiagnoseManifests, NoneAtAll) {
  const Scratch scratch;
  Diagnoses found;
  diagnose_manifests(found, in(scratch), en);
  EXPECT_EQ(only(found).health, Health::problem);
  EXPECT_EQ(only(found).remedy, "mekiki install --user");
}

TEST(DiagnoseManifests, GoodBrokenAndForeign) {
  const Scratch scratch;
  const auto host = runnable(scratch, "mekiki-host");
  scratch.write(user_manifest, manifest_text(host));
  scratch.write(system_manifest, manifest_text(host));
  Diagnoses found;
  diagnose_manifests(found, in(scratch), en);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].health, Health::ok);
  EXPECT_NE(found[1].text.find("first"), std::string::npos)
      << "the one in the home folder comes first: " << found[1].text;

  scratch.write(user_manifest, manifest_text(scratch.path / "gone"));
  scratch.write(system_manifest, "{\"name\": \"other\"}");
  found.clear();
  diagnose_manifests(found, in(scratch), en);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].health, Health::problem);
  EXPECT_EQ(found[0].remedy, "mekiki install --user");
  EXPECT_EQ(found[1].health, Health::problem);
  EXPECT_EQ(found[1].remedy, "sudo mekiki install --system");
}

TEST(DiagnoseManifests, AHostThatMayNotRun) {
  const Scratch scratch;
  scratch.write(user_manifest, manifest_text(scratch.write("mekiki-host", "no program")));
  Diagnoses found;
  diagnose_manifests(found, in(scratch), en);
  EXPECT_EQ(only(found).health, Health::problem);
}

TEST(DiagnoseThunderbird, FindsEachKind) {
  const Scratch scratch;
  Diagnoses found;
  diagnose_thunderbird(found, in(scratch), en);
  EXPECT_EQ(only(found).health, Health::warning);

  scratch.write("usr/lib/thunderbird/application.ini", "[App]\nVendor=x\nVersion=153.7.0\n");
  found.clear();
  diagnose_thunderbird(found, in(scratch), en);
  EXPECT_EQ(only(found).health, Health::ok);
  EXPECT_NE(only(found).text.find("153.7.0"), std::string::npos);

  scratch.write("usr/lib/thunderbird/application.ini", "[App]\nVersion=102.15.1\n");
  scratch.write("snap/thunderbird/current", "");
  scratch.write("home/.local/share/flatpak/app/org.mozilla.Thunderbird/x", "");
  found.clear();
  diagnose_thunderbird(found, in(scratch), en);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].health, Health::problem);
  EXPECT_EQ(found[1].id, "thunderbird.snap");
  EXPECT_EQ(found[2].id, "thunderbird.flatpak");
}

TEST(DiagnoseExtension, InAProfileOrForAll) {
  const Scratch scratch;
  Diagnoses found;
  diagnose_extension(found, in(scratch), en);
  EXPECT_EQ(only(found).health, Health::warning);
  scratch.write("home/.thunderbird/abc.default/extensions/mekiki@mekiki.invalid.xpi", "x");
  scratch.write("usr/lib/thunderbird/extensions/mekiki@mekiki.invalid.xpi", "x");
  found.clear();
  diagnose_extension(found, in(scratch), en);
  EXPECT_EQ(found.size(), 2U);
}

}  // namespace
}  // namespace mekiki::apps
