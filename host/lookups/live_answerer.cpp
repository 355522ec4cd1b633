#include "lookups/live_answerer.h"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <utility>

#include "base/limits.h"
#include "lookups/ledger.h"

namespace mekiki::lookups {

using questions::Answer;
using questions::Question;
using SteadyClock = std::chrono::steady_clock;

// One round in flight. Keeps itself alive until its end has been told.
class Asking : public std::enable_shared_from_this<Asking> {
 public:
  Asking(std::shared_ptr<LookupState> state, std::function<void(Round)> done)
      : state_(std::move(state)), done_(std::move(done)), timer_(state_->io), started_(SteadyClock::now()) {}

  void start(std::vector<Question> questions, std::optional<SteadyClock::time_point> deadline) {
    self_ = shared_from_this();
    if (state_->cache) state_->cache->prepare(questions);
    starting_ = true;  // handlers may reply at once: the round must not end before all have started
    for (Question& question : questions) sort(std::move(question));
    const bool late = deadline && *deadline <= started_;
    for (const auto& [handler, asked] : by_handler_) {
      if (late && handler->uses_network()) {
        for (const Question& question : asked) settle(question, Answer::unknown("timeout"));
      } else {
        hand_out(*handler, asked);
      }
    }
    starting_ = false;
    if (open_ == 0) return end();
    if (deadline) end_at(*deadline);
  }

  // What has no answer yet gets unknown(reason).
  void give_up(const char* reason) {
    for (const auto& [question, line] : lines_) {
      if (!line.settled) settle(question, Answer::unknown(reason));
    }
  }

  // Ends without a word.
  void drop() {
    const auto self = std::move(self_);
    ended_ = true;
    done_ = nullptr;
    works_.clear();
    timer_.cancel();
  }

 private:
  struct Line {
    std::size_t place = 0;       // in the ledger: the order asked
    const Work* work = nullptr;  // who has it; nullptr: answered here
    bool cached = false;
    bool settled = false;
    int ms = 0;
  };

  // Answers on the spot what can be; the rest is put to its handler's questions.
  void sort(Question question) {
    const auto [found, is_new] = lines_.try_emplace(question);
    if (!is_new) return;
    found->second.place = lines_.size() - 1;
    ++open_;
    if (questions::canonical(question) != question) return settle(question, Answer::unknown("invalid"));
    if (const auto known = state_->cache ? state_->cache->find(question) : std::nullopt) {
      found->second.cached = true;
      return settle(question, *known);
    }
    const auto handler = state_->table.find(question.kind);
    if (handler == state_->table.end()) return settle(question, Answer::unknown("policy"));
    if (handler->second->uses_network() && network_questions_++ >= limits::questions_per_round) {
      return settle(question, Answer::unknown("limit"));
    }
    by_handler_[handler->second].push_back(std::move(question));
  }

  void hand_out(Handler& handler, const std::vector<Question>& asked) {
    auto work = handler.start(asked, [weak = weak_from_this()](Reply reply) {
      if (const auto self = weak.lock()) self->receive(std::move(reply));
    });
    for (const Question& question : asked) lines_.at(question).work = work.get();
    works_.push_back(std::move(work));
  }

  void receive(Reply reply) {
    const auto found = lines_.find(reply.question);
    if (ended_ || found == lines_.end() || found->second.settled) return;
    if (state_->cache) state_->cache->keep(reply.question, reply.answer, reply.ttl);
    settle(reply.question, std::move(reply.answer));
  }

  void settle(const Question& question, Answer answer) {
    using std::chrono::milliseconds;
    Line& line = lines_.at(question);
    line.settled = true;
    line.ms = static_cast<int>(std::chrono::round<milliseconds>(SteadyClock::now() - started_).count());
    answers_.emplace(question, std::move(answer));
    if (--open_ == 0 && !starting_) end();
  }

  void end_at(SteadyClock::time_point deadline) {
    timer_.expires_at(deadline);
    timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
      const auto self = weak.lock();
      if (self && !error) self->give_up("timeout");
    });
  }

  void end() {
    if (std::exchange(ended_, true)) return;
    timer_.cancel();
    // Later: this may run inside a handler's own call, and `done` must not come from inside ask().
    boost::asio::post(state_->io, [self = shared_from_this()] { self->tell(); });
  }

  void tell() {
    const auto self = std::move(self_);
    if (!done_) return;
    Round round;
    std::vector<const decltype(lines_)::value_type*> asked(lines_.size());
    for (const auto& line : lines_) asked[line.second.place] = &line;
    for (const auto* line : asked) tell_line(line->first, line->second, round.queries);
    works_.clear();
    round.answers = std::move(answers_);
    const auto done = std::exchange(done_, nullptr);
    done(std::move(round));
  }

  void tell_line(const Question& question, const Line& line, std::vector<Query>& queries) const {
    auto lines = line.work ? line.work->ledger_lines(question)
                           : std::vector{local_query(question, line.cached ? "cache" : "nobody")};
    for (Query& query : lines) {
      if (query.outcome.empty()) {
        query.outcome = outcome_words(answers_.at(question));
        query.ms = line.ms;
      }
      queries.push_back(std::move(query));
    }
  }

  const std::shared_ptr<LookupState> state_;
  std::function<void(Round)> done_;
  boost::asio::steady_timer timer_;
  const SteadyClock::time_point started_;
  std::map<Question, Line> lines_;
  std::map<Handler*, std::vector<Question>> by_handler_;
  std::vector<std::unique_ptr<Work>> works_;
  questions::Answers answers_;
  std::size_t open_ = 0;  // not settled yet
  std::size_t network_questions_ = 0;
  bool starting_ = false;
  bool ended_ = false;
  std::shared_ptr<Asking> self_;
};

LiveAnswerer::~LiveAnswerer() {
  for (const auto& weak : rounds_) {
    if (const auto round = weak.lock()) round->drop();
  }
}

void LiveAnswerer::ask(std::vector<Question> questions, std::function<void(Round)> done) {
  if (timeout_ && !deadline_) deadline_ = SteadyClock::now() + *timeout_;
  std::erase_if(rounds_, [](const std::weak_ptr<Asking>& round) { return round.expired(); });
  const auto round = std::make_shared<Asking>(state_, std::move(done));
  rounds_.push_back(round);
  round->start(std::move(questions), deadline_);
}

void LiveAnswerer::cancel() {
  for (const auto& weak : rounds_) {
    if (const auto round = weak.lock()) round->give_up("cancelled");
  }
}

}  // namespace mekiki::lookups
