// Settings files: mistakes are explained, good parts count, applying them twice changes nothing.
#include "apps/settings.h"
#include "fuzz.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = mekiki::fuzz::text(data, size);
  mekiki::apps::Settings settings;
  const auto problems = mekiki::apps::apply_settings(text, settings);
  for (const auto& problem : problems) promise(problem.line <= size + 1, "a line of the file");
  mekiki::apps::Settings again = settings;
  mekiki::apps::apply_settings(text, again);
  promise(again == settings, "applying twice changes nothing");
  return 0;
}
