// A mail with signatures: no forged one passes, whatever the bytes; the limits hold; asking twice says the same.
#include "authentication/dkim/dkim.h"
#include "base/limits.h"
#include "fuzz.h"

using mekiki::fuzz::promise;
namespace dkim = mekiki::authentication::dkim;
namespace questions = mekiki::questions;

namespace {

// Nobody has the private key of this one (RFC 8463 appendix A has, but signed no such mail).
const std::string key =
    "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/"
    "byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/"
    "K4w3QIDAQAB";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const dkim::Signatures signatures = dkim::parse_and_hash(mekiki::fuzz::text(data, size));
  promise(signatures.list.size() <= mekiki::limits::dkim_signatures, "dkim_signatures");
  questions::Answers answers;
  questions::Inquiry first(answers);
  for (const auto& one : dkim::verify(signatures, first, {0, std::nullopt}).signatures)
    promise(one.result != dkim::Result::pass, "nothing passes without a key");
  for (const auto& question : first.open()) answers[question] = questions::Answer::yes({key});
  questions::Inquiry second(answers);
  const auto verification = dkim::verify(signatures, second, {0, 1});
  promise(second.open().empty(), "every question was asked in the first round");
  promise(verification.signatures.size() == signatures.list.size(), "a result for each signature");
  for (const auto& one : verification.signatures) {
    promise(!one.pending(), "nothing is left open");
    promise(one.result == dkim::Result::pass || !one.reason.empty(), "what does not pass has a reason");
    promise(one.result != dkim::Result::pass || one.domain == "football.example.com", "a forged signature passes");
  }
  return 0;
}
