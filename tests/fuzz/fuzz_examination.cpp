// The whole examination, offline and with every question answered "no".
#include "base/limits.h"
#include "fuzz.h"
#include "nlohmann/json.hpp"
#include "report/examination.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace questions = mekiki::questions;
  mekiki::report::Options options;
  options.now = 1736441256;
  auto examination = mekiki::report::Examination::begin(std::string(mekiki::fuzz::text(data, size)), options);
  if (!examination.ok()) return 0;
  questions::Answers known;
  for (std::size_t round = 0; round < mekiki::limits::rounds; ++round) {
    const auto outcome = examination->run(known);
    promise(outcome.report != nullptr && outcome.report->is_object(), "there is a report after every round");
    promise(outcome.report->dump(-1, ' ', false, nlohmann::json::error_handler_t::strict).size() <=
                mekiki::limits::report_bytes,
            "the report is UTF-8 and within its limit");
    if (outcome.open.empty()) break;
    for (const auto& question : outcome.open) known[question] = {questions::Outcome::no, "", {}};
  }
  return 0;
}
