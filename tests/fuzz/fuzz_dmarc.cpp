// DMARC records and the tree walk: the first line is the author domain, the rest is every record.
#include <algorithm>
#include <string>

#include "authentication/dmarc/dmarc.h"
#include "authentication/dmarc/tree_walk.h"
#include "fuzz.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace questions = mekiki::questions;
  namespace dmarc = mekiki::authentication::dmarc;
  const std::string_view input = mekiki::fuzz::text(data, size);
  const std::size_t line = std::min(input.find('\n'), input.size());
  const std::string record(input.substr(std::min(line + 1, input.size())));
  dmarc::Request request;
  request.author = std::string(input.substr(0, line));
  request.spf = {"bounce." + request.author, size % 2 == 0, {}};
  request.dkim.push_back({"example.com", true, {}});
  promise(dmarc::names_of_walk(request.author).size() <= 8, "at most eight names");
  questions::Answers known;
  for (int round = 0;; ++round) {
    promise(round < 5, "questions come to an end");
    questions::Inquiry inquiry(known);
    const auto outcome = dmarc::evaluate(request, inquiry);
    dmarc::find_indicator(request.author, outcome.organisation, inquiry);
    if (inquiry.open().empty()) {
      promise(!outcome.pending(), "nothing is pending when nothing is open");
      break;
    }
    for (const questions::Question& question : inquiry.open()) known[question] = questions::Answer::yes({record});
  }
  return 0;
}
