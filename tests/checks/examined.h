// Examines a mail file as the programs do, without processes and network.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "questions/recorded.h"
#include "report/examination.h"
#include "report/options.h"

namespace mekiki::tests {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

// With the answers recorded beside the mail (<name>.answers.json) and what the reader's settings say
// (<name>.options.json), if there are any.
inline nlohmann::json examined(const std::filesystem::path& mail, const std::string& language = "en") {
  std::filesystem::path given = mail;
  given.replace_extension(".options.json");
  report::Options options;
  if (std::filesystem::exists(given)) options = report::read_options(nlohmann::json::parse(read_file(given)));
  options.language = language;
  questions::Answers answers;
  std::filesystem::path recorded = mail;
  recorded.replace_extension(".answers.json");
  if (std::filesystem::exists(recorded)) {
    auto read = questions::read_recording(read_file(recorded));
    if (!read) throw std::runtime_error(recorded.string() + ": " + read.error().detail);
    answers = read->answers;
    options.now = read->now;
  }
  auto examination = report::Examination::begin(read_file(mail), options);
  if (!examination) throw std::runtime_error(mail.string() + ": " + examination.error().code);
  return *examination->run(answers).report;
}

inline bool has_code(const nlohmann::json& report, const std::string& code) {
  for (const auto& finding : report.at("findings")) {
    if (finding.at("code") == code) return true;
  }
  return false;
}

}  // namespace mekiki::tests
