// A mail with an ARC chain: none that is forged passes; instances are 1 to N; nothing is asked of a broken one.
#include "authentication/arc/arc.h"
#include "base/limits.h"
#include "fuzz.h"

using mekiki::fuzz::promise;
namespace arc = mekiki::authentication::arc;
namespace questions = mekiki::questions;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const arc::Chain chain = arc::parse_and_hash(mekiki::fuzz::text(data, size));
  promise(chain.sets.size() <= mekiki::limits::arc_instances, "arc_instances");
  for (std::size_t i = 0; i < chain.sets.size(); ++i) promise(chain.sets[i].instance == i + 1, "instances are 1 to N");
  const questions::Answers none;
  questions::Inquiry inquiry(none);
  const auto verification = arc::verify(chain, inquiry);
  promise(chain.error.empty() || inquiry.open().empty(), "a broken chain asks nobody");
  promise(verification.result != arc::Result::pass, "nothing passes without a key");
  questions::Answers answers;
  for (const auto& question : inquiry.open()) answers[question] = questions::Answer::yes({"v=DKIM1; p="});
  questions::Inquiry second(answers);
  promise(arc::verify(chain, second).result != arc::Result::pass, "a revoked key seals nothing");
  promise(second.open().empty(), "every question was asked in the first round");
  return 0;
}
