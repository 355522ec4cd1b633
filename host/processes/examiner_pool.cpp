#include "processes/examiner_pool.h"

#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <csignal>
#include <deque>
#include <system_error>
#include <utility>

#include "base/limits.h"
#include "processes/dialogue.h"
#include "processes/examiner_process.h"
#include "processes/log.h"

namespace mekiki::processes {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using Waiting = std::function<void(Result<std::shared_ptr<ExaminerProcess>>)>;
using Curious = std::function<void(Result<SandboxStatus>)>;

constexpr const char* program_name = "mekiki-examiner";

}  // namespace

Result<fs::path> find_examiner() {
  std::error_code error;
  const fs::path own = fs::read_symlink("/proc/self/exe", error).parent_path();
  std::string looked;
  for (const fs::path& folder : {own, own / ".." / "libexec" / "mekiki", fs::path(MEKIKI_EXAMINER_DIR)}) {
    const fs::path candidate = (folder / program_name).lexically_normal();
    if (fs::is_regular_file(candidate, error) && ::access(candidate.c_str(), X_OK) == 0) return candidate;
    looked += (looked.empty() ? "" : ", ") + candidate.string();
  }
  return Error{"examiner_crashed", "no examiner program at " + looked};
}

// Held by callbacks as well: they find it empty after stop().
struct ExaminerPool::State : std::enable_shared_from_this<State> {
  State(asio::io_context& context, PoolOptions wanted) : io(context), options(std::move(wanted)) {}

  asio::io_context& io;
  PoolOptions options;
  bool stopped = false;
  std::deque<std::shared_ptr<ExaminerProcess>> ready;
  std::vector<std::shared_ptr<ExaminerProcess>> starting;
  std::deque<Waiting> waiting;
  std::vector<Curious> curious;
  std::optional<SandboxStatus> status;
  std::size_t failures = 0;  // starts that failed one after the other

  std::optional<Error> start_one();
  void on_ready(const std::shared_ptr<ExaminerProcess>& examiner, Result<nlohmann::json> frame);
  void on_failure(const Error& error);
  void serve();
  void fill();
};

std::optional<Error> ExaminerPool::State::start_one() {
  auto program = options.examiner.empty() ? find_examiner() : Result<fs::path>(options.examiner);
  if (!program) return program.error();
  auto examiner = ExaminerProcess::start(io, *program, options.arguments);
  if (!examiner) return examiner.error();
  starting.push_back(*examiner);
  // Held by `starting`, not by its own callback.
  (*examiner)->receive(options.start_deadline,
                       [self = shared_from_this(), weak = std::weak_ptr(*examiner)](Result<nlohmann::json> frame) {
                         if (const auto started = weak.lock()) self->on_ready(started, std::move(frame));
                       });
  return std::nullopt;
}

void ExaminerPool::State::on_ready(const std::shared_ptr<ExaminerProcess>& examiner, Result<nlohmann::json> frame) {
  std::erase(starting, examiner);
  if (stopped) return examiner->kill();
  if (!frame) return on_failure(frame.error());
  const auto said = read_ready(*frame);
  if (!said) {
    examiner->kill();
    return on_failure(said.error());
  }
  failures = 0;
  if (!status && !(said->sandbox.seccomp && said->sandbox.landlock && said->sandbox.rlimits)) {
    log().warn("sandbox: seccomp {}, landlock {}, rlimits {}", said->sandbox.seccomp, said->sandbox.landlock,
               said->sandbox.rlimits);
  }
  status = said->sandbox;
  for (auto& done : std::exchange(curious, {})) done(*status);
  ready.push_back(examiner);
  serve();
}

// Whoever has waited longest gets the news; whoever came later gets another try.
void ExaminerPool::State::on_failure(const Error& error) {
  log().error("examiner: {} ({})", error.code, error.detail);
  ++failures;
  for (auto& done : std::exchange(curious, {})) done(error);
  if (waiting.empty()) return;
  auto done = std::move(waiting.front());
  waiting.pop_front();
  done(error);
  serve();
}

// Examiners to those who wait; for the others one each is started.
void ExaminerPool::State::serve() {
  while (!waiting.empty() && !ready.empty()) {
    auto examiner = std::move(ready.front());
    ready.pop_front();
    if (!examiner->running()) continue;
    auto done = std::move(waiting.front());
    waiting.pop_front();
    done(std::move(examiner));
  }
  while (starting.size() < waiting.size() && !stopped) {
    if (const auto error = start_one()) return on_failure(*error);
  }
}

// A spare that fails to start is not tried again until a mail needs it.
void ExaminerPool::State::fill() {
  if (stopped || failures > 0) return;
  std::erase_if(ready, [](const auto& examiner) { return !examiner->running(); });
  const std::size_t wanted = options.spares + waiting.size();
  for (std::size_t there = ready.size() + starting.size(); there < wanted; ++there) {
    if (const auto error = start_one()) return on_failure(*error);
  }
}

ExaminerPool::ExaminerPool(asio::io_context& io, PoolOptions options)
    : state_(std::make_shared<State>(io, std::move(options))) {
  std::signal(SIGPIPE, SIG_IGN);
}

ExaminerPool::~ExaminerPool() { stop(); }

void ExaminerPool::warm() { state_->fill(); }

void ExaminerPool::acquire(Waiting done) {
  asio::post(state_->io, [state = state_, done = std::move(done)]() mutable {
    if (state->stopped) return done(Error{"cancelled", "the pool is closed"});
    state->waiting.push_back(std::move(done));
    state->serve();
  });
}

void ExaminerPool::release(std::shared_ptr<ExaminerProcess> examiner, bool usable) {
  const auto cpu_left = std::chrono::seconds(limits::examiner_total_cpu_seconds) - examiner->cpu_time();
  const bool again = usable && !state_->stopped && examiner->mails < state_->options.mails_per_examiner &&
                     cpu_left > std::chrono::seconds(limits::examiner_cpu_seconds) && !examiner->has_unread();
  if (!usable) {
    examiner->kill();
  } else if (again) {
    state_->ready.push_front(std::move(examiner));
  } else {
    examiner->close();
  }
  asio::post(state_->io, [state = state_] {
    if (state->stopped) return;
    state->serve();
    state->fill();
  });
}

void ExaminerPool::sandbox(Curious done) {
  asio::post(state_->io, [state = state_, done = std::move(done)]() mutable {
    if (state->status) return done(*state->status);
    if (state->stopped) return done(Error{"cancelled", "the pool is closed"});
    state->curious.push_back(std::move(done));
    if (!state->ready.empty() || !state->starting.empty()) return;
    if (const auto error = state->start_one()) state->on_failure(*error);
  });
}

void ExaminerPool::stop() {
  state_->stopped = true;
  for (const auto& examiner : state_->ready) examiner->kill();
  for (const auto& examiner : state_->starting) examiner->kill();
  state_->ready.clear();
  state_->starting.clear();
  const Error cancelled{"cancelled", "the pool is closed"};
  for (auto& done : std::exchange(state_->waiting, {})) {
    asio::post(state_->io, [done = std::move(done), cancelled] { done(cancelled); });
  }
  for (auto& done : std::exchange(state_->curious, {})) {
    asio::post(state_->io, [done = std::move(done), cancelled] { done(cancelled); });
  }
}

std::vector<int> ExaminerPool::spare_ids() const {
  std::vector<int> ids;
  for (const auto& examiner : state_->ready) ids.push_back(examiner->id());
  return ids;
}

}  // namespace mekiki::processes
