#include "lookups/recorded_answerer.h"

#include <boost/asio/post.hpp>
#include <utility>

#include "lookups/ledger.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Answers;
using questions::Question;

class RecordedAnswerer : public Answerer {
 public:
  RecordedAnswerer(boost::asio::io_context& io, Answers recorded) : io_(io), recorded_(std::move(recorded)) {}

  void ask(std::vector<Question> questions, std::function<void(Round)> done) override {
    Round round;
    for (const Question& question : questions) {
      if (round.answers.contains(question)) continue;
      const auto found = recorded_.find(question);
      const Answer answer = found == recorded_.end() ? Answer::unknown("not_recorded") : found->second;
      round.answers.emplace(question, answer);
      round.queries.push_back(local_query(question, "recorded"));
      round.queries.back().outcome = outcome_words(answer);
    }
    boost::asio::post(io_, [round = std::move(round), done = std::move(done)]() mutable { done(std::move(round)); });
  }

  void cancel() override {}  // nothing is ever in flight

 private:
  boost::asio::io_context& io_;
  Answers recorded_;
};

}  // namespace

std::unique_ptr<Answerer> make_recorded_answerer(boost::asio::io_context& io, Answers recorded) {
  return std::make_unique<RecordedAnswerer>(io, std::move(recorded));
}

void RecordingAnswerer::ask(std::vector<Question> questions, std::function<void(Round)> done) {
  inner_.ask(std::move(questions), [recorded = recorded_, done = std::move(done)](Round round) {
    for (const auto& [question, answer] : round.answers) recorded->insert_or_assign(question, answer);
    done(std::move(round));
  });
}

}  // namespace mekiki::lookups
