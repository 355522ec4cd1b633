#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <thread>

#include "apps/json_access.h"
#include "apps/mekiki/commands.h"
#include "apps/mekiki/examiners.h"
#include "apps/mekiki/exit_codes.h"
#include "apps/mekiki/mail_source.h"
#include "apps/mekiki/output.h"
#include "apps/mekiki/terminal.h"
#include "base/limits.h"
#include "processes/bulk.h"
#include "processes/error_texts.h"

namespace mekiki::apps {
namespace {

// Paths from the command line, then, for "-", lines of standard input.
class Paths {
 public:
  explicit Paths(const std::vector<std::string>& given) : given_(given) {}

  enum class State { path, none_now, end };

  // With `wait` false and nothing to read yet: none_now.
  State next(std::string& path, bool wait) {
    while (true) {
      if (reading_lines_) {
        const State state = next_line(path, wait);
        if (state != State::end) return state;
        reading_lines_ = false;
      }
      if (at_ == given_.size()) return State::end;
      path = given_[at_++];
      if (path != "-") return State::path;
      reading_lines_ = true;
    }
  }

 private:
  State next_line(std::string& path, bool wait) {
    while (true) {
      const std::size_t end = pending_.find('\n');
      if (end != std::string::npos || (closed_ && !pending_.empty())) {
        path = pending_.substr(0, end);
        pending_.erase(0, end == std::string::npos ? end : end + 1);
        if (path.ends_with('\r')) path.pop_back();
        if (!path.empty()) return State::path;
        continue;
      }
      if (closed_) return State::end;
      if (!wait && !readable()) return State::none_now;
      fill();
    }
  }

  static bool readable() {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return poll(&input, 1, 0) > 0;
  }

  void fill() {
    std::array<char, 65536> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
    const ssize_t got = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got > 0) pending_.append(buffer.data(), static_cast<std::size_t>(got));
    if (got == 0 || (got < 0 && errno != EINTR)) closed_ = true;
  }

  const std::vector<std::string>& given_;
  std::size_t at_ = 0;
  bool reading_lines_ = false;
  bool closed_ = false;
  std::string pending_;
};

class Progress {
 public:
  Progress(bool on, const Words& words) : on_(on), terminal_(stderr_is_terminal()), words_(words) {}

  void count(std::string_view level, bool failed) {
    ++done_;
    if (level == "danger") ++danger_;
    if (level == "suspicious") ++suspicious_;
    if (failed) ++errors_;
    const auto now = Clock::now();
    // On a terminal one line that moves; elsewhere a line now and then.
    if (on_ && now - shown_ >= (terminal_ ? std::chrono::milliseconds(200) : std::chrono::milliseconds(5000)))
      show(now, false);
  }

  void finish() {
    if (on_) show(Clock::now(), true);
  }

 private:
  using Clock = std::chrono::steady_clock;

  void show(Clock::time_point now, bool last) {
    shown_ = now;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    const std::string line = words_("scan.progress", fmt::arg("done", done_), fmt::arg("danger", danger_),
                                    fmt::arg("suspicious", suspicious_), fmt::arg("errors", errors_),
                                    fmt::arg("rate", seconds > 0 ? static_cast<double>(done_) / seconds : 0.0));
    write_error_output(terminal_ ? "\r" + line + "\x1b[K" + (last ? "\n" : "") : line + "\n");
  }

  bool on_;
  bool terminal_;
  const Words& words_;
  std::size_t done_ = 0, danger_ = 0, suspicious_ = 0, errors_ = 0;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point shown_ = begin_;
};

nlohmann::ordered_json line_of(const std::string& path, const Result<nlohmann::json>& report, const Words& words) {
  nlohmann::ordered_json line;
  line["path"] = path;
  if (!report.ok()) {
    const std::string& code = report.error().code;
    const std::string text = code == "no_input" ? words("error.no_input", fmt::arg("path", path))
                                                : processes::error_text(code, to_string(words.language()));
    line["error"] = {{"code", code}, {"text", text}};
    return line;
  }
  line["level"] = member(*report, "level");
  line["score"] = member(*report, "score");
  line["verdict"] = member(*report, "headline");
  auto& codes = line["codes"] = nlohmann::ordered_json::array();
  for (const auto& finding : items(member(*report, "findings"))) codes.push_back(text_at(finding, "code"));
  return line;
}

class Scan {
 public:
  Scan(const ScanOptions& options, const Words& words)
      : words_(words),
        jobs_(options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency())),
        settings_(settings_with_complaints(words)),
        pool_(io_, pool_options(jobs_)),
        answerer_(make_shared_answerer(
            io_, std::make_shared<lookups::Lookups>(io_, lookup_settings(settings_, options.offline)))),
        paths_(options.paths),
        progress_(options.progress || stderr_is_terminal(), words) {}

  int run() {
    processes::BulkOptions bulk{.jobs = jobs_, .request = examination_request(settings_, words_)};
    // Whoever writes one path and waits for its line must get it: when no path is there yet, what was begun is finished
    // first, and only then is the next path waited for.
    while (!ended_ && !closed_) {
      may_wait_ = true;
      processes::examine_all(
          io_, pool_, answerer_, bulk, [this] { return next(); },
          [this](const std::string& path, const Result<nlohmann::json>& report) { return deliver(path, report); });
    }
    progress_.finish();
    if (closed_) {
      if (errno != EPIPE) complain(words_, words_("error.output"));
      return exit_code::internal;
    }
    return missing_ ? exit_code::no_input : exit_code::nothing;
  }

 private:
  static processes::PoolOptions pool_options(std::size_t jobs) {
    return {.examiner = {}, .arguments = {}, .spares = jobs, .mails_per_examiner = limits::mails_per_examiner};
  }

  std::optional<processes::BulkMail> next() {
    while (true) {
      if (source_) {
        if (auto mail = source_->next()) {
          if (!mail->message.ok() && mail->message.error().code == "no_input") missing_ = true;
          may_wait_ = false;
          return processes::BulkMail{std::move(mail->path), std::move(mail->message)};
        }
        source_.reset();
      }
      std::string path;
      switch (paths_.next(path, may_wait_)) {
        case Paths::State::path:
          source_.emplace(std::move(path));
          break;
        case Paths::State::end:
          ended_ = true;
          return std::nullopt;
        case Paths::State::none_now:
          return std::nullopt;
      }
    }
  }

  bool deliver(const std::string& path, const Result<nlohmann::json>& report) {
    const auto line = line_of(path, report, words_);
    progress_.count(report.ok() ? text_at(*report, "level") : "", !report.ok());
    if (write_output(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n")) return true;
    closed_ = true;
    return false;
  }

  const Words& words_;
  std::size_t jobs_;
  Settings settings_;
  boost::asio::io_context io_;
  processes::ExaminerPool pool_;
  std::shared_ptr<lookups::Answerer> answerer_;
  Paths paths_;
  Progress progress_;
  std::optional<MailSource> source_;
  bool may_wait_ = true;
  bool ended_ = false;
  bool closed_ = false;
  bool missing_ = false;
};

}  // namespace

int run_scan(const ScanOptions& options, const Words& words) { return Scan(options, words).run(); }

}  // namespace mekiki::apps
