#include <algorithm>

#include "apps/mekiki/commands.h"
#include "apps/mekiki/exit_codes.h"
#include "apps/mekiki/output.h"
#include "apps/mekiki/terminal.h"
#include "report/words.h"

namespace mekiki::apps {
namespace {

report::Language report_language(const Words& words) {
  return report::language_from_string(to_string(words.language()));
}

// Codes are "group.name"; the report's own texts have other keys.
bool is_finding(const std::string& code) { return code.find('.') != std::string::npos && !code.starts_with("report."); }

int list_all(const Words& words, const Terminal& terminal) {
  std::vector<std::string> codes = report::codes();
  std::erase_if(codes, [](const std::string& code) { return !is_finding(code); });
  std::sort(codes.begin(), codes.end());
  std::size_t width = 0;
  for (const std::string& code : codes) width = std::max(width, columns_of(code));
  std::string out;
  for (const std::string& code : codes) {
    const auto explanations = report::explain(code, report_language(words));
    if (explanations.empty()) continue;
    out += paragraph(harmless(explanations.front().text), terminal, padded(code, width) + "  ");
  }
  return write_output(out) ? exit_code::nothing : exit_code::internal;
}

}  // namespace

int run_explain(std::string_view code, const Words& words) {
  const Terminal terminal = terminal_of_stdout();
  if (code.empty()) return list_all(words, terminal);
  const auto explanations = report::explain(code, report_language(words));
  if (explanations.empty()) {
    complain(words, words("error.unknown_code", fmt::arg("code", harmless(code))));
    return exit_code::no_input;
  }
  std::string out = styled(terminal, Style::bold, code) + "\n";
  for (const auto& explanation : explanations) {
    out += '\n' + paragraph(harmless(explanation.text), terminal, "  ");
    if (!explanation.why.empty()) out += paragraph(harmless(explanation.why), terminal, "  ", Style::dim);
  }
  return write_output(out) ? exit_code::nothing : exit_code::internal;
}

}  // namespace mekiki::apps
