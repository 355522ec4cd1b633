// Authentication-Results and Received-SPF, and whom they are believed to be of.
#include <string>

#include "authentication/results/results.h"
#include "fuzz.h"
#include "message/authentication_results.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace results = mekiki::authentication::results;
  const std::string input(mekiki::fuzz::text(data, size));
  mekiki::message::parse_authentication_results(input);
  promise(results::parse_received_spf(input).methods.size() == 1, "one method");
  const auto message = mekiki::message::parse(input + "\r\n\r\n");
  if (!message) return 0;
  for (std::size_t line = 0; line < message->received.size() + 1; ++line) {
    results::Border border;
    border.received = line;
    border.own_servers = {"reader.example"};
    border.by_policy = size % 2 == 0;
    const results::Judged judged = results::judge(*message, border);
    promise(line < message->received.size() || judged.trusted.empty(), "nothing is believed without a border");
  }
  return 0;
}
