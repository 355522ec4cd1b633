// One examiner: a child process with three pipes. Knows frames, deadlines and how to bury it; nothing of mails.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/result.h"

namespace mekiki::processes {

class ExaminerProcess : public std::enable_shared_from_this<ExaminerProcess> {
 public:
  using Clock = std::chrono::steady_clock;

  // Error: examiner_crashed (it could not be started). Linux: the program inherits no descriptors but its pipes, and
  // an environment with nothing of the reader's.
  static Result<std::shared_ptr<ExaminerProcess>> start(boost::asio::io_context& io,
                                                        const std::filesystem::path& program,
                                                        const std::vector<std::string>& arguments);

  // Sends `head` and then `body`, and waits for one frame. One exchange at a time. Errors, after each of which the
  // process is dead: examiner_crashed, examiner_timeout, examiner_invalid. `done` never comes from inside the call.
  void exchange(std::string head, std::shared_ptr<const std::string> body, Clock::duration deadline,
                std::function<void(Result<nlohmann::json>)> done);
  // As exchange(), with nothing to send.
  void receive(Clock::duration deadline, std::function<void(Result<nlohmann::json>)> done);

  // Gives it `seconds` of CPU time from now on.
  void allow_cpu(unsigned seconds);
  // What it has used so far.
  [[nodiscard]] std::chrono::milliseconds cpu_time() const;

  // End of input: it is to go by itself, and is helped along if it does not.
  void close();
  // At once. An exchange under way ends with examiner_crashed.
  void kill();

  [[nodiscard]] bool running() const;
  // It has said something nobody asked for.
  [[nodiscard]] bool has_unread() const;
  [[nodiscard]] int id() const;
  // Mails it has been given; counted by whoever gives them.
  std::size_t mails = 0;

  ~ExaminerProcess();
  ExaminerProcess(const ExaminerProcess&) = delete;
  ExaminerProcess& operator=(const ExaminerProcess&) = delete;

 private:
  struct Parts;
  explicit ExaminerProcess(std::unique_ptr<Parts> parts);
  void watch();
  void read_more();
  void read_log();
  void on_bytes(std::string_view bytes);
  void on_exit(int status);
  void finish(Result<nlohmann::json> result);
  void finish_if_gone();

  std::unique_ptr<Parts> parts_;
};

}  // namespace mekiki::processes
