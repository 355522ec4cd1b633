// SPF records and macros: every name asked for answers with the record again, so that includes and redirects go round.
#include <algorithm>
#include <string>

#include "authentication/spf/spf.h"
#include "fuzz.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace questions = mekiki::questions;
  namespace spf = mekiki::authentication::spf;
  const std::string_view input = mekiki::fuzz::text(data, size);
  const std::size_t line = std::min(input.find('\n'), input.size());
  const std::string record(input.substr(0, line));
  spf::Request request;
  request.ip = size % 2 == 0 ? "192.0.2.1" : "2001:db8::1";
  request.mail_from = line < size ? std::string(input.substr(line + 1)) : "a@b.example";
  request.helo = "mail.example";
  questions::Answers known;
  for (int round = 0;; ++round) {
    promise(round < 40, "questions come to an end");
    questions::Inquiry inquiry(known);
    const spf::Outcome outcome = spf::check_host(request, inquiry);
    if (inquiry.open().empty()) {
      promise(!outcome.pending(), "nothing is pending when nothing is open");
      break;
    }
    promise(inquiry.asked().size() < 300, "few questions");
    for (const questions::Question& question : inquiry.open()) {
      using questions::Kind;
      known[question] = question.kind == Kind::dns_txt   ? questions::Answer::yes({record})
                        : question.kind == Kind::dns_mx  ? questions::Answer::yes({"10 mx.example", "20 ."})
                        : question.kind == Kind::dns_ptr ? questions::Answer::yes({"host.example"})
                        : question.kind == Kind::dns_a   ? questions::Answer::yes({"192.0.2.9"})
                                                         : questions::Answer::no();
    }
  }
  return 0;
}
