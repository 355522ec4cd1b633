#include "processes/examiner_process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/optional.hpp>
#include <boost/process/v2/posix/default_launcher.hpp>
#include <boost/process/v2/process.hpp>
#include <boost/process/v2/stdio.hpp>
#include <boost/type_traits.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

#include "base/limits.h"
#include "processes/frames.h"
#include "processes/log.h"

namespace mekiki::processes {
namespace {

namespace asio = boost::asio;
namespace process = boost::process::v2;
using boost::system::error_code;

constexpr std::chrono::milliseconds grace{1000};

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

struct Pipe {
  Descriptor read_end;
  Descriptor write_end;
};

// Closed on exec from the first moment: Boost.Process 1.81 hands every open descriptor down.
std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

struct InTheChild {
  // Between fork and exec, after the pipes have been put in place.
  template <class Launcher>
  process::error_code on_exec_setup(Launcher&, const std::filesystem::path&, const char* const*) {
#if defined(__linux__)
    constexpr unsigned close_on_exec = 4;  // CLOSE_RANGE_CLOEXEC: Boost's own pipe for exec errors is still needed
    ::syscall(SYS_close_range, 3U, ~0U, close_on_exec);
#endif
    return process::error_code();
  }

  // After a failed exec, and after Boost has told the parent. Boost would call exit(), and with it the exit handlers of
  // the host, buffered output included. (Any arguments: Boost 1.81 looks for five and passes four.)
  template <class... Arguments>
  void on_exec_error(Arguments&&...) {
    ::_exit(127);
  }
};

// Nothing of the reader's; the sanitizers of a test build read their options there.
std::vector<std::string> bare_environment() {
  std::vector<std::string> environment{"LANG=C.UTF-8", "TZ=UTC"};
  for (const std::string name : {"ASAN_OPTIONS", "UBSAN_OPTIONS"}) {
    if (const char* value = std::getenv(name.c_str())) environment.push_back(name + "=" + value);
  }
  return environment;
}

std::vector<const char*> pointers_to(const std::vector<std::string>& strings) {
  std::vector<const char*> pointers;
  for (const std::string& string : strings) pointers.push_back(string.c_str());
  pointers.push_back(nullptr);
  return pointers;
}

Error crashed(std::string detail) { return {"examiner_crashed", std::move(detail)}; }

}  // namespace

struct ExaminerProcess::Parts {
  explicit Parts(asio::io_context& context)
      : io(context),
        child(context),
        input(context),
        output(context),
        errors(context),
        deadline(context),
        burial(context) {}

  asio::io_context& io;
  process::process child;
  asio::posix::stream_descriptor input;  // the examiner's standard input
  asio::posix::stream_descriptor output;
  asio::posix::stream_descriptor errors;
  asio::steady_timer deadline;
  asio::steady_timer burial;

  FrameReader reader{limits::examiner_frame_bytes};
  std::array<char, 64 << 10> read_buffer{};
  std::array<char, 4 << 10> log_buffer{};
  std::size_t logged = 0;

  int pid = -1;
  std::function<void(Result<nlohmann::json>)> done;
  std::shared_ptr<const std::string> sending_body;
  std::string sending_head;
  bool reading = false;
  bool output_ended = false;
  std::optional<int> exit_status;  // as of waitpid(2)
};

ExaminerProcess::ExaminerProcess(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

// Boost kills and waits for a child that is still there.
ExaminerProcess::~ExaminerProcess() = default;

Result<std::shared_ptr<ExaminerProcess>> ExaminerProcess::start(asio::io_context& io,
                                                                const std::filesystem::path& program,
                                                                const std::vector<std::string>& arguments) {
  auto input = make_pipe();
  auto output = make_pipe();
  auto errors = make_pipe();
  if (!input || !output || !errors) return crashed(std::string("no pipe: ") + std::strerror(errno));

  auto parts = std::make_unique<Parts>(io);
  try {
    process::posix::default_launcher launcher;
    process::error_code error;
    const auto environment = bare_environment();
    const auto environment_pointers = pointers_to(environment);
    launcher.env = environment_pointers.data();
    auto child =
        launcher(io.get_executor(), error, program, arguments,
                 process::process_stdio{{input->read_end.get()}, {output->write_end.get()}, {errors->write_end.get()}},
                 InTheChild{});
    if (error) {
      // Boost leaves the child of a failed exec to be collected.
      if (launcher.pid > 0) ::waitpid(launcher.pid, nullptr, 0);
      return crashed(program.string() + ": " + error.message());
    }
    parts->pid = launcher.pid;
    parts->child = std::move(child);
    parts->input.assign(input->write_end.release());
    parts->output.assign(output->read_end.release());
    parts->errors.assign(errors->read_end.release());
  } catch (const std::exception& failure) {
    return crashed(program.string() + ": " + failure.what());
  }
  std::shared_ptr<ExaminerProcess> examiner(new ExaminerProcess(std::move(parts)));
  examiner->watch();
  examiner->read_log();
  return examiner;
}

void ExaminerProcess::watch() {
  parts_->child.async_wait([self = shared_from_this()](error_code error, int) {
    if (error == asio::error::operation_aborted) return;
    self->on_exit(error ? 0 : self->parts_->child.native_exit_code());
  });
}

void ExaminerProcess::on_exit(int status) {
  parts_->exit_status = status;
  parts_->burial.cancel();
  // The number may belong to another process from now on.
  parts_->child.detach();
  if (parts_->input.is_open()) parts_->input.close();
  finish_if_gone();
}

void ExaminerProcess::read_log() {
  parts_->errors.async_read_some(
      asio::buffer(parts_->log_buffer), [self = shared_from_this()](error_code error, std::size_t size) {
        if (error) {
          error_code ignored;
          self->parts_->errors.close(ignored);
          return;
        }
        Parts& parts = *self->parts_;
        // Libraries quote what they read: for whoever looks for a fault, not for everyday logs.
        if (parts.logged < limits::examiner_log_bytes) {
          parts.logged += size;
          log().debug("examiner {}: {:?}", parts.pid, std::string_view(parts.log_buffer.data(), size));
        }
        self->read_log();
      });
}

void ExaminerProcess::exchange(std::string head, std::shared_ptr<const std::string> body, Clock::duration deadline,
                               std::function<void(Result<nlohmann::json>)> done) {
  Parts& parts = *parts_;
  parts.sending_head = std::move(head);
  parts.sending_body = std::move(body);
  const std::array<asio::const_buffer, 2> buffers{
      asio::buffer(parts.sending_head),
      parts.sending_body == nullptr ? asio::const_buffer() : asio::buffer(*parts.sending_body)};
  if (parts.input.is_open()) {
    // A failure to write shows as the end of its output too.
    asio::async_write(parts.input, buffers, [self = shared_from_this()](error_code, std::size_t) {
      self->parts_->sending_head.clear();
      self->parts_->sending_body.reset();
    });
  }
  receive(deadline, std::move(done));
}

void ExaminerProcess::receive(Clock::duration deadline, std::function<void(Result<nlohmann::json>)> done) {
  Parts& parts = *parts_;
  parts.done = std::move(done);
  parts.deadline.expires_after(deadline);
  parts.deadline.async_wait([self = shared_from_this()](error_code error) {
    if (error || !self->parts_->done) return;
    self->finish(Error{"examiner_timeout", "no frame within its time"});
  });
  if (parts.output_ended) {
    asio::post(parts.io, [self = shared_from_this()] { self->finish_if_gone(); });
  } else if (!parts.reading) {
    read_more();
  }
}

void ExaminerProcess::read_more() {
  parts_->reading = true;
  parts_->output.async_read_some(asio::buffer(parts_->read_buffer),
                                 [self = shared_from_this()](error_code error, std::size_t size) {
                                   Parts& parts = *self->parts_;
                                   parts.reading = false;
                                   if (!error) return self->on_bytes({parts.read_buffer.data(), size});
                                   parts.output_ended = true;
                                   error_code ignored;
                                   parts.output.close(ignored);
                                   self->close();
                                   self->finish_if_gone();
                                 });
}

void ExaminerProcess::on_bytes(std::string_view bytes) {
  const FrameReader::State state = parts_->reader.feed(bytes);
  if (state == FrameReader::State::too_large) return finish(Error{"examiner_invalid", "a frame too large"});
  if (state == FrameReader::State::incomplete) return read_more();
  auto frame = read_cbor(parts_->reader.take());
  if (!frame) return finish(Error{"examiner_invalid", "not CBOR within bounds"});
  // It speaks only when asked, one frame at a time.
  if (!bytes.empty()) return finish(Error{"examiner_invalid", "bytes after a frame"});
  finish(*std::move(frame));
}

void ExaminerProcess::finish(Result<nlohmann::json> result) {
  parts_->deadline.cancel();
  if (!result) kill();
  if (auto done = std::exchange(parts_->done, nullptr)) done(std::move(result));
}

// Its last words first, then how it went.
void ExaminerProcess::finish_if_gone() {
  if (!parts_->done || !parts_->output_ended || !parts_->exit_status) return;
  const int status = *parts_->exit_status;
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
    return finish(Error{"examiner_timeout", "CPU time used up"});
  }
  finish(crashed(WIFSIGNALED(status) ? "ended by signal " + std::to_string(WTERMSIG(status))
                                     : "ended with status " + std::to_string(WEXITSTATUS(status))));
}

void ExaminerProcess::allow_cpu(unsigned seconds) {
#if defined(__linux__)
  if (!running()) return;
  rlimit limits{};
  if (::prlimit(parts_->pid, RLIMIT_CPU, nullptr, &limits) != 0) return;
  const auto used = static_cast<rlim_t>(cpu_time().count() / 1000);
  limits.rlim_cur = std::min<rlim_t>(used + seconds, limits.rlim_max);
  ::prlimit(parts_->pid, RLIMIT_CPU, &limits, nullptr);
#else
  static_cast<void>(seconds);
#endif
}

std::chrono::milliseconds ExaminerProcess::cpu_time() const {
  clockid_t clock{};
  timespec used{};
  if (!running() || ::clock_getcpuclockid(parts_->pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return {};
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::seconds(used.tv_sec) +
                                                               std::chrono::nanoseconds(used.tv_nsec));
}

void ExaminerProcess::close() {
  error_code ignored;
  if (parts_->input.is_open()) parts_->input.close(ignored);
  if (parts_->exit_status) return;
  parts_->burial.expires_after(grace);
  parts_->burial.async_wait([weak = weak_from_this()](error_code error) {
    const auto self = weak.lock();
    if (!error && self) self->kill();
  });
}

void ExaminerProcess::kill() {
  if (parts_->exit_status) return;
  ::kill(parts_->pid, SIGKILL);
}

bool ExaminerProcess::running() const { return !parts_->exit_status; }
bool ExaminerProcess::has_unread() const { return !parts_->reader.empty(); }
int ExaminerProcess::id() const { return parts_->pid; }

}  // namespace mekiki::processes
