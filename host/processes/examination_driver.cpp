#include "processes/examination_driver.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <ctime>
#include <optional>
#include <utility>
#include <variant>

#include "base/limits.h"
#include "processes/dialogue.h"
#include "processes/examiner_process.h"
#include "processes/frames.h"
#include "processes/log.h"

namespace mekiki::processes {
namespace {

namespace asio = boost::asio;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

long long milliseconds(Clock::duration time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

json examine_frame(const ExaminationRequest& request) {
  const std::int64_t now = request.now != 0 ? request.now : static_cast<std::int64_t>(std::time(nullptr));
  return {{"type", "examine"},
          {"options",
           {{"language", request.language},
            {"now", now},
            {"own_domains", request.own_domains},
            {"own_servers", request.own_servers},
            {"reader_addresses", request.reader_addresses},
            {"learned_servers", request.learned_servers},
            {"correspondents", request.policy.correspondents},
            {"lists", request.policy.lists},
            {"registration", request.policy.registration},
            {"vips", request.vips},
            {"brands", request.brands}}}};
}

class Run final : public ExaminationDriver {
 public:
  Run(asio::io_context& io, ExaminerPool& pool, std::shared_ptr<lookups::Answerer> answerer, ExaminationRequest request,
      ExaminationHandlers handlers)
      : io_(io),
        pool_(pool),
        answerer_(std::move(answerer)),
        request_(std::move(request)),
        handlers_(std::move(handlers)),
        network_timer_(io) {}

  void begin();

 private:
  void stop() override { finish(Error{"cancelled", ""}); }
  std::shared_ptr<Run> self() { return std::static_pointer_cast<Run>(shared_from_this()); }

  void on_examiner(Result<std::shared_ptr<ExaminerProcess>> examiner);
  void exchange(std::string head, std::shared_ptr<const std::string> body);
  void on_frame(Result<json> frame);
  void on_questions(Asking asking);
  void ask(std::vector<questions::Question> questions);
  void on_round(lookups::Round round);
  void on_network_deadline();
  void answer();
  void on_report(json report);
  void complete(json& report) const;
  void finish(Result<json> result);

  asio::io_context& io_;
  ExaminerPool& pool_;
  std::shared_ptr<lookups::Answerer> answerer_;
  ExaminationRequest request_;
  ExaminationHandlers handlers_;
  asio::steady_timer network_timer_;

  std::shared_ptr<ExaminerProcess> examiner_;
  bool done_ = false;
  bool partial_given_ = false;
  std::size_t rounds_ = 0;          // of the dialogue
  std::size_t network_rounds_ = 0;  // those in which somebody was asked
  std::size_t asked_ = 0;
  questions::Answers known_;  // all answers of this mail so far
  questions::Answers round_;  // those of the round under way
  std::vector<questions::Question> in_flight_;
  json ledger_ = json::array();

  Clock::time_point started_ = Clock::now();
  Clock::time_point resumed_;  // the examiner's turn began
  Clock::time_point asked_at_;
  Clock::duration examining_{};
  Clock::duration network_{};
};

void Run::begin() {
  asio::post(io_, [self = self()] {
    if (self->done_) return;
    if (self->request_.message.size() > limits::message_bytes) return self->finish(Error{"too_large", ""});
    self->pool_.acquire(
        [self](Result<std::shared_ptr<ExaminerProcess>> examiner) { self->on_examiner(std::move(examiner)); });
  });
}

void Run::on_examiner(Result<std::shared_ptr<ExaminerProcess>> examiner) {
  if (done_) {
    if (examiner) pool_.release(*examiner, true);
    return;
  }
  if (!examiner) return finish(examiner.error());
  examiner_ = *std::move(examiner);
  ++examiner_->mails;
  examiner_->allow_cpu(limits::examiner_cpu_seconds);
  if (handlers_.on_progress) handlers_.on_progress(Stage::examining, 0, 1);
  std::string head = cbor_frame_before(examine_frame(request_), "message", request_.message);
  exchange(std::move(head), std::make_shared<const std::string>(std::move(request_.message)));
}

void Run::exchange(std::string head, std::shared_ptr<const std::string> body) {
  resumed_ = Clock::now();
  const Clock::duration left = std::max<Clock::duration>(request_.deadline - examining_, Clock::duration(0));
  examiner_->exchange(std::move(head), std::move(body), left,
                      [self = self()](Result<json> frame) { self->on_frame(std::move(frame)); });
}

void Run::on_frame(Result<json> frame) {
  if (done_) return;
  examining_ += Clock::now() - resumed_;
  if (!frame) return finish(frame.error());
  auto said = read_examiner_frame(*std::move(frame));
  if (!said) return finish(said.error());
  if (auto* asking = std::get_if<Asking>(&*said)) return on_questions(std::move(*asking));
  if (auto* finished = std::get_if<Finished>(&*said)) return on_report(std::move(finished->report));
  // It refused the mail; it is as good as before.
  pool_.release(std::exchange(examiner_, nullptr), true);
  finish(std::get<Failed>(*said).error);
}

void Run::on_questions(Asking asking) {
  // After the last round everything is answered with "limit": who still asks is not an examiner.
  if (++rounds_ > limits::rounds + 1) return finish(Error{"examiner_invalid", "asks without end"});
  std::size_t allowance = 0;
  if (rounds_ <= limits::rounds && asked_ < limits::questions_per_mail && network_ < limits::network_deadline) {
    allowance = std::min(limits::questions_per_round, limits::questions_per_mail - asked_);
  }
  std::sort(asking.questions.begin(), asking.questions.end());
  asking.questions.erase(std::unique(asking.questions.begin(), asking.questions.end()), asking.questions.end());
  round_.clear();
  std::erase_if(asking.questions, [this](const questions::Question& question) {
    const auto found = known_.find(question);
    if (found == known_.end()) return false;
    round_.insert(*found);
    return true;
  });
  Policy policy = request_.policy;
  if (answerer_ == nullptr) policy = {.offline = true, .place = false};
  Sorted sorted = sort_questions(asking.questions, policy, allowance);
  round_.merge(sorted.answered);
  if (sorted.to_ask.empty()) return answer();

  if (!std::exchange(partial_given_, true) && handlers_.on_partial) {
    complete(asking.report);
    handlers_.on_partial(std::move(asking.report));
    if (done_) return;
  }
  ask(std::move(sorted.to_ask));
}

void Run::ask(std::vector<questions::Question> questions) {
  ++network_rounds_;
  asked_ += questions.size();
  asked_at_ = Clock::now();
  in_flight_ = questions;
  if (handlers_.on_progress) handlers_.on_progress(Stage::asking, 0, questions.size());
  if (done_) return;
  network_timer_.expires_after(limits::network_deadline - network_);
  network_timer_.async_wait([self = self(), round = network_rounds_](boost::system::error_code error) {
    if (!error && !self->done_ && round == self->network_rounds_ && !self->in_flight_.empty()) {
      self->on_network_deadline();
    }
  });
  answerer_->ask(std::move(questions), [self = self(), round = network_rounds_](lookups::Round answers) {
    if (self->done_ || round != self->network_rounds_ || self->in_flight_.empty()) return;
    self->on_round(std::move(answers));
  });
}

void Run::on_round(lookups::Round round) {
  network_timer_.cancel();
  network_ += Clock::now() - asked_at_;
  for (const questions::Question& question : in_flight_) {
    const auto found = round.answers.find(question);
    const bool answered = found != round.answers.end() && !found->second.pending();
    round_[question] =
        answered ? std::move(found->second) : questions::Answer{questions::Outcome::unknown, "error", {}};
  }
  for (const lookups::Query& query : round.queries) ledger_.push_back(ledger_entry(query));
  if (handlers_.on_progress) handlers_.on_progress(Stage::asking, in_flight_.size(), in_flight_.size());
  in_flight_.clear();
  if (!done_) answer();
}

// Whoever was asked has not come back in time: what was sent is not known, so the ledger says that it may have been.
void Run::on_network_deadline() {
  lookups::Round round;
  const auto waited = static_cast<int>(milliseconds(Clock::now() - asked_at_));
  for (const questions::Question& question : in_flight_) {
    round.answers[question] = {questions::Outcome::unknown, "timeout", {}};
    round.queries.push_back({question.kind, question.name, "unknown", "unknown", "unknown: timeout", waited});
  }
  on_round(std::move(round));
}

void Run::answer() {
  std::string frame = cbor_frame(answers_frame(round_));
  known_.merge(round_);
  exchange(std::move(frame), nullptr);
}

// The ledger is cut where the report would no longer fit into one native message.
void Run::complete(json& report) const {
  json timing = {{"parse_ms", 0},
                 {"rounds", network_rounds_},
                 {"network_ms", milliseconds(network_)},
                 {"total_ms", milliseconds(Clock::now() - started_)}};
  if (const auto told = report.find("timing"); told != report.end() && told->is_object()) {
    const auto parse = told->find("parse_ms");
    if (parse != told->end() && parse->is_number_unsigned()) timing["parse_ms"] = *parse;
  }
  report["timing"] = std::move(timing);
  report["queries"] = json::array();
  constexpr std::size_t envelope = 1024;
  std::size_t size = report.dump().size() + envelope;
  for (const json& entry : ledger_) {
    size += entry.dump().size() + 1;
    if (size > limits::host_to_extension_bytes) break;
    report["queries"].push_back(entry);
  }
}

void Run::on_report(json report) {
  complete(report);
  pool_.release(std::exchange(examiner_, nullptr), true);
  finish(std::move(report));
}

void Run::finish(Result<json> result) {
  if (std::exchange(done_, true)) return;
  network_timer_.cancel();
  if (examiner_) pool_.release(std::exchange(examiner_, nullptr), false);
  if (!in_flight_.empty()) answerer_->cancel();
  if (!result && result.error().code != "cancelled") {
    log().warn("a mail could not be examined: {} ({})", result.error().code, result.error().detail);
  }
  asio::post(io_, [handlers = std::exchange(handlers_, {}), result = std::move(result)]() mutable {
    handlers.on_done(std::move(result));
  });
}

}  // namespace

std::string_view to_string(Stage stage) {
  switch (stage) {
    case Stage::examining:
      return "examining";
    case Stage::asking:
      return "asking";
  }
  return "examining";
}

std::shared_ptr<ExaminationDriver> ExaminationDriver::start(asio::io_context& io, ExaminerPool& pool,
                                                            std::shared_ptr<lookups::Answerer> answerer,
                                                            ExaminationRequest request, ExaminationHandlers handlers) {
  auto run = std::make_shared<Run>(io, pool, std::move(answerer), std::move(request), std::move(handlers));
  run->begin();
  return run;
}

void ExaminationDriver::cancel() { stop(); }

Result<json> examine_now(asio::io_context& io, ExaminerPool& pool, std::shared_ptr<lookups::Answerer> answerer,
                         ExaminationRequest request) {
  std::optional<Result<json>> outcome;
  const auto run = ExaminationDriver::start(
      io, pool, std::move(answerer), std::move(request),
      {.on_progress = {}, .on_partial = {}, .on_done = [&](Result<json> result) { outcome = std::move(result); }});
  io.restart();
  while (!outcome && io.run_one() > 0) {
  }
  if (!outcome) return Error{"internal", "nothing left to wait for"};
  return *std::move(outcome);
}

}  // namespace mekiki::processes
