// Where answers come from. The one interface between an examination and the outside world.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "questions/question.h"

namespace mekiki::lookups {

// One line of the report's ledger: what was sent out (or answered from a cache or a local file), and what it revealed.
struct Query {
  questions::Kind kind = questions::Kind::dns_a;
  std::string name;  // what was asked, as sent
  std::string to;    // "dns 127.0.0.1", "file dbip-city", "cache", "recorded", "nobody", ...
  // "nothing" (local), "domain", "ip". Whose domain or IP it is ("sender_domain", "sender_ip", "link_domain",
  // "site_ip") is known to the report only, which may put the longer word.
  std::string reveals;
  std::string outcome;  // "yes" | "no" | "unknown: <reason>"
  int ms = 0;
};

struct Round {
  questions::Answers answers;  // one for every question asked
  std::vector<Query> queries;
};

class Answerer {
 public:
  virtual ~Answerer() = default;

  // Asks everything at once. `done` is called exactly once, later, on the thread that runs the
  // io_context; never from inside ask(). Every question gets an answer: unknown with a reason at worst.
  virtual void ask(std::vector<questions::Question> questions, std::function<void(Round)> done) = 0;

  // The reader moved on: what is in flight ends at once as unknown("cancelled").
  virtual void cancel() = 0;
};

}  // namespace mekiki::lookups
