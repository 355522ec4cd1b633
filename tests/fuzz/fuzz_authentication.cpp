// A whole mail through SPF, DKIM, DMARC and ARC, with the server's results beside them; the first line is the record
// that every name server gives.
#include <algorithm>
#include <string>

#include "authentication/authentication.h"
#include "authentication/privacy.h"
#include "fuzz.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace questions = mekiki::questions;
  namespace authentication = mekiki::authentication;
  const std::string_view input = mekiki::fuzz::text(data, size);
  const std::size_t line = std::min(input.find('\n'), input.size());
  const std::string record(input.substr(0, line));
  const auto message = mekiki::message::parse(std::string(input.substr(std::min(line + 1, input.size()))));
  if (!message) return 0;
  authentication::Surroundings around;
  around.ip = size % 2 == 0 ? "192.0.2.1" : "2001:db8::1";
  around.author = "example.com";
  around.border.received = 0;
  around.readers = {"taro.yamada@reader.example"};
  around.now = 1'790'000'000;
  const authentication::Prepared prepared = authentication::prepare(*message, around);
  questions::Answers known;
  for (int round = 0; round < 30; ++round) {
    questions::Inquiry inquiry(known);
    const authentication::Authentication found = authentication::authenticate(prepared, inquiry);
    promise(found.differences.size() <= found.dkim.signatures.size() + 2, "a difference for each result");
    promise(
        !found.confirmed || !found.confirmed->own || found.spf.worthless.empty() || found.confirmed->method != "spf",
        "a list that excludes nobody confirms nobody");
    for (const questions::Question& question : inquiry.asked()) {
      const bool key = question.name.find("._domainkey.") != std::string::npos;
      promise(!key || !authentication::holds_address(question.name, around.readers), "no question tells who reads");
    }
    if (inquiry.open().empty()) return 0;
    for (const questions::Question& question : inquiry.open()) known[question] = questions::Answer::yes({record});
  }
  return 0;
}
