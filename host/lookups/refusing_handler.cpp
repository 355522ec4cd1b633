#include <utility>

#include "lookups/handler.h"
#include "lookups/ledger.h"

namespace mekiki::lookups {
namespace {

class NoWork : public Work {
 public:
  Query ledger(const questions::Question& question) const override { return local_query(question, "nobody"); }
};

class RefusingHandler : public Handler {
 public:
  explicit RefusingHandler(std::string reason) : reason_(std::move(reason)) {}

  bool uses_network() const override { return false; }

  std::unique_ptr<Work> start(std::vector<questions::Question> questions, std::function<void(Reply)> reply) override {
    for (questions::Question& question : questions) {
      reply({std::move(question), questions::Answer::unknown(reason_), {}});
    }
    return std::make_unique<NoWork>();
  }

 private:
  const std::string reason_;
};

}  // namespace

std::unique_ptr<Handler> make_refusing_handler(std::string reason) {
  return std::make_unique<RefusingHandler>(std::move(reason));
}

}  // namespace mekiki::lookups
