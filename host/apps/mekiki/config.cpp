#include "apps/mekiki/commands.h"
#include "apps/mekiki/exit_codes.h"
#include "apps/mekiki/output.h"
#include "apps/mekiki/settings_words.h"
#include "apps/settings.h"

namespace mekiki::apps {

int run_config_check(const std::string& file, const Words& words) {
  const auto text = read_settings_file(file);
  if (!text.ok()) {
    complain(words, words("error.no_input", fmt::arg("path", file)));
    return exit_code::no_input;
  }
  Settings settings;
  const auto problems = apply_settings(std::string_view(*text), settings);
  if (problems.empty()) {
    write_output(words("settings.good", fmt::arg("path", file)) + "\n");
    return exit_code::nothing;
  }
  for (const SettingsProblem& problem : problems) {
    write_output(
        words("settings.found", fmt::arg("path", file), fmt::arg("sentence", settings_sentence(problem, words))) +
        "\n");
  }
  return exit_code::suspicious;
}

}  // namespace mekiki::apps
