// What a registry answers, by RDAP or WHOIS: never more than three facts, each of them readable.
#include "base/utf8.h"
#include "fuzz.h"
#include "lookups/registration_reply.h"

using mekiki::fuzz::promise;

namespace {

void look(const mekiki::questions::Answer& answer) {
  promise(answer.values.size() <= 3, "at most three facts");
  promise((answer.outcome == mekiki::questions::Outcome::yes) == !answer.values.empty(), "yes has facts");
  for (const std::string& value : answer.values) {
    promise(mekiki::is_valid_utf8(value) && value.find('\n') == std::string::npos, "a fact is one line of UTF-8");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = mekiki::fuzz::text(data, size);
  look(mekiki::lookups::read_rdap_reply(text));
  look(mekiki::lookups::read_whois_reply(text, "jp"));
  return 0;
}
