#include "apps/mekiki/output.h"

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "apps/mekiki/commands.h"

namespace mekiki::apps {

bool write_output(std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

void write_error_output(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

std::string last_error() { return std::error_code(errno, std::generic_category()).message(); }

void complain(const Words& words, std::string_view sentence) {
  write_error_output(words("error.line", fmt::arg("text", sentence)) + "\n");
}

}  // namespace mekiki::apps
