// The seam behind the answerer: who answers which kind of question. A later source of answers (blocklists,
// registration, pages) is one more Handler in the dispatch table.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lookups/answerer.h"

namespace mekiki::lookups {

struct Reply {
  questions::Question question;
  questions::Answer answer;
  std::chrono::seconds ttl{0};  // how long the answer may be kept; 0: not at all
};

// One round's questions to one handler, in flight. Destroying it ends them: no reply comes after that.
class Work {
 public:
  virtual ~Work() = default;

  // The ledger's line for one of its questions; outcome and ms are filled in by the caller.
  [[nodiscard]] virtual Query ledger(const questions::Question& question) const = 0;
  // All its lines, where answering takes several queries. Lines that have an outcome keep it, and their ms.
  [[nodiscard]] virtual std::vector<Query> ledger_lines(const questions::Question& question) const {
    return {ledger(question)};
  }
};

class Handler {
 public:
  virtual ~Handler() = default;

  // Whether anything leaves the machine for an answer.
  [[nodiscard]] virtual bool uses_network() const = 0;

  // Asks all at once. `reply` is called at most once per question, possibly before start() returns. Questions are
  // canonical and distinct. The Work must not be destroyed from inside `reply`.
  virtual std::unique_ptr<Work> start(std::vector<questions::Question> questions, std::function<void(Reply)> reply) = 0;
};

// Answers every question with unknown(reason), at once.
std::unique_ptr<Handler> make_refusing_handler(std::string reason);

}  // namespace mekiki::lookups
