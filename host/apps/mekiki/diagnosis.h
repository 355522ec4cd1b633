// What the doctor finds: one value per thing looked at. Finding is apart from telling, so that it can be tested.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "apps/mekiki/words.h"

namespace mekiki::apps {

enum class Health { ok, warning, problem };
std::string_view to_string(Health health);

// What `doctor --fix` does by itself: only what touches nothing but Mekiki's own files.
enum class Mend { nothing, user_manifest, system_manifest, close_cache };

struct Diagnosis {
  std::string id;  // stable: "host", "examiner", "manifest.user", ...
  Health health = Health::ok;
  std::string text;    // one sentence
  std::string remedy;  // the one command that mends it, or empty
  Mend mend = Mend::nothing;
};

using Diagnoses = std::vector<Diagnosis>;

// Where to look; other folders in tests.
struct Surroundings {
  std::filesystem::path home;
  std::filesystem::path root = "/";
};

void diagnose_manifests(Diagnoses& found, const Surroundings& where, const Words& words);
void diagnose_thunderbird(Diagnoses& found, const Surroundings& where, const Words& words);
void diagnose_extension(Diagnoses& found, const Surroundings& where, const Words& words);
void diagnose_suffixes(Diagnoses& found, const Surroundings& where, const Words& words);
// Those of Thunderbird: whether they can be read, let the extension be there, and hold no mistakes.
void diagnose_policies(Diagnoses& found, const Surroundings& where, const Words& words);
// The folder of what was looked up; empty or missing: nothing to say.
void diagnose_cache(Diagnoses& found, const std::filesystem::path& folder, const Words& words);
void diagnose_feeds(Diagnoses& found, const Words& words);
void diagnose_places(Diagnoses& found, const Words& words);

}  // namespace mekiki::apps
