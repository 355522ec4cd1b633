#include "apps/mekiki/settings_words.h"

#include "apps/mekiki/terminal.h"

namespace mekiki::apps {

std::string settings_sentence(const SettingsProblem& problem, const Words& words) {
  std::string key = "settings." + problem.code;
  if (problem.code == "unknown_key" && !problem.expected.empty()) key += "_meant";
  const std::string expected =
      problem.code == "unknown_key" ? problem.expected : words.value("settings.expected", problem.expected);
  const std::string sentence = words(key, fmt::arg("key", harmless(problem.key)), fmt::arg("expected", expected),
                                     fmt::arg("detail", harmless(problem.detail)));
  return problem.line == 0 ? sentence
                           : words("settings.line", fmt::arg("line", problem.line), fmt::arg("sentence", sentence));
}

}  // namespace mekiki::apps
