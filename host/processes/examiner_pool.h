// Examiners ready for use: finds the program, keeps spares warm, hands one out per mail, takes it back for the next
// mail (bulk) or lets it go.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "processes/sandbox.h"

namespace mekiki::processes {

class ExaminerProcess;

struct PoolOptions {
  std::filesystem::path examiner{};      // empty: find_examiner()
  std::vector<std::string> arguments{};  // for the examiner's command line
  std::size_t spares = 1;                // kept warm beyond those in use
  std::size_t mails_per_examiner = 1;    // 1: a fresh process per mail; more: bulk scans
  std::chrono::milliseconds start_deadline = limits::examiner_start_deadline;
};

// Beside the own binary, in ../libexec/mekiki beside it, then where the build installs it. Never by PATH.
// Error: examiner_crashed, detail says where it was looked for.
Result<std::filesystem::path> find_examiner();

// All callbacks come on the thread that runs the io_context, never from inside the call; on Linux the examiners end
// with that thread. Sets SIGPIPE to be ignored: a dead examiner is an error code, not the end of the host.
class ExaminerPool {
 public:
  ExaminerPool(boost::asio::io_context& io, PoolOptions options);
  ~ExaminerPool();  // kills what still runs
  ExaminerPool(const ExaminerPool&) = delete;
  ExaminerPool& operator=(const ExaminerPool&) = delete;

  // Starts spares. Called by itself when an examiner is given back.
  void warm();

  // A ready examiner. Errors: examiner_crashed, examiner_timeout (did not become ready), examiner_invalid.
  void acquire(std::function<void(Result<std::shared_ptr<ExaminerProcess>>)> done);

  // After a mail. `usable`: it waits for the next mail; otherwise it is killed.
  void release(std::shared_ptr<ExaminerProcess> examiner, bool usable);

  // What the first ready examiner said of its sandbox.
  void sandbox(std::function<void(Result<SandboxStatus>)> done);

  // Kills the spares and answers whoever waits with `cancelled`.
  void stop();

  // Process ids of the spares, for tests and the doctor.
  [[nodiscard]] std::vector<int> spare_ids() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace mekiki::processes
