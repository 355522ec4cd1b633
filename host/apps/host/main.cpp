// mekiki-host: started by Thunderbird for the add-on, speaks native messaging on its standard input and output.

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "apps/host/by_hand.h"
#include "apps/host/connection.h"
#include "apps/host/environment.h"
#include "apps/lesson.h"
#include "apps/settings.h"
#include "apps/settings_world.h"
#include "lookups/lookups.h"
#include "lookups/reader_memory.h"
#include "lookups/sqlite_cache.h"
#include "processes/examiner_pool.h"
#include "processes/log.h"
#include "processes/session.h"

namespace mekiki::apps {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::milliseconds farewell{500};

// The settings files first, then what the extension says; a switch that is not understood is off.
class Configuration {
 public:
  explicit Configuration(asio::io_context& io) : io_(io) {
    std::vector<SettingsFileProblems> problems;
    from_files_ = read_settings(problems);
    for (const auto& file : problems) {
      for (const auto& problem : file.problems) {
        processes::log().warn("{}:{}: {} {}", file.file.string(), problem.line, problem.code, problem.key);
      }
      be_cautious(file.problems, from_files_);
    }
    apply(nlohmann::json::object());
  }

  void apply(const nlohmann::json& from_extension) {
    from_extension_ = from_extension;
    Settings settings = from_files_;
    const auto problems = apply_settings(from_extension, settings);
    for (const auto& problem : problems) {
      processes::log().warn("settings of the add-on: {} {}", problem.code, problem.key);
    }
    be_cautious(problems, settings);
    if (lookups_ && settings == settings_) return;
    settings_ = std::move(settings);
    lookups::Settings wanted = lookup_settings(settings_, false);
    policy_ = policy_of(settings_);
    memory_ = settings_.remember ? std::make_shared<lookups::ReaderMemory>(lookups::usual_memory_file()) : nullptr;
    wanted.memory = memory_;
    lookups_ = std::make_unique<lookups::Lookups>(io_, std::move(wanted));
  }

  [[nodiscard]] processes::MailSetup set_up_mail(const std::vector<std::string>& reader) const {
    processes::MailSetup setup;
    setup.request.reader_addresses = reader;
    if (memory_) setup.request.learned_servers = memory_->receiving_servers(reader);
    setup.request.policy = policy_;
    setup.request.policy.correspondents = memory_ && memory_->knows_enough();
    setup.request.vips = settings_.vips;
    setup.request.brands = settings_.brands;
    setup.request.own_domains = settings_.own_domains;
    setup.request.own_servers = settings_.own_servers;
    setup.request.deadline = environment().deadline;
    setup.answerer = lookups_->examination();
    return setup;
  }

  void examined(const std::vector<std::string>& reader, const nlohmann::json& report) {
    if (memory_) memory_->learn(lesson_of(reader, report));
  }

  [[nodiscard]] processes::Remembered remembered(const std::vector<std::string>& reader,
                                                 std::string_view address) const {
    processes::Remembered result;
    if (!memory_) return result;
    result.kept = true;
    result.servers = memory_->receiving_servers(reader);
    result.correspondents = lookups::memory_status(lookups::usual_memory_file()).correspondents;
    if (!address.empty()) {
      const questions::Answer answer = memory_->correspondent(address);
      if (answer.outcome != questions::Outcome::unknown) result.known = answer.outcome == questions::Outcome::yes;
    }
    return result;
  }

  bool forget() {
    // The open cache is let go of first; what it held in memory goes with it.
    lookups_ = nullptr;
    const auto answers = lookups::usual_cache_file();
    const bool gone = answers.empty() || lookups::erase_cache(answers);
    apply(nlohmann::json(from_extension_));
    return lookups::erase_memory(lookups::usual_memory_file()) && gone;
  }

 private:
  static void be_cautious(const std::vector<SettingsProblem>& problems, Settings& settings) {
    for (const auto& problem : problems) {
      if (problem.key == "dns" && problem.code == "wrong_type") settings.dns = false;
      if (problem.key == "place" && problem.code == "wrong_type") settings.place = false;
      if (problem.key == "lists" && problem.code == "wrong_type") settings.lists = false;
      if (problem.key == "registration" && problem.code == "wrong_type") settings.registration = false;
      if (problem.key == "cache" && problem.code == "wrong_type") settings.cache = false;
      if (problem.key == "remember" && problem.code == "wrong_type") settings.remember = false;
    }
  }

  asio::io_context& io_;
  Settings from_files_;
  Settings settings_;
  processes::Policy policy_;
  nlohmann::json from_extension_ = nlohmann::json::object();
  std::shared_ptr<lookups::ReaderMemory> memory_;
  std::unique_ptr<lookups::Lookups> lookups_;
};

// The real standard output is for messages only: whatever a library prints goes where the log goes.
int take_standard_output() {
  const int output = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (output < 0 || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) throw std::system_error(errno, std::system_category());
  return output;
}

void serve() {
  asio::io_context io(1);
  const int output = take_standard_output();
  const int input = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  if (input < 0) throw std::system_error(errno, std::system_category());

  processes::ExaminerPool pool(io, environment().pool);
  pool.warm();
  Connection connection(io, input, output);
  Configuration configuration(io);
  processes::Session session(
      io, pool,
      {.version = MEKIKI_VERSION,
       .configure = [&](const nlohmann::json& settings) { configuration.apply(settings); },
       .set_up_mail = [&](const auto& reader) { return configuration.set_up_mail(reader); },
       .examined = [&](const auto& reader, const auto& report) { configuration.examined(reader, report); },
       .remembered = [&](const auto& reader, auto address) { return configuration.remembered(reader, address); },
       .forget = [&] { return configuration.forget(); },
       .send = [&](const nlohmann::json& message) { connection.send(message); }});

  asio::steady_timer last_call(io);
  asio::signal_set signals(io, SIGTERM, SIGINT);
  const auto leave = [&] {
    connection.stop_reading();
    session.end();
    pool.stop();
    if (connection.all_sent()) return io.stop();
    connection.on_all_sent = [&] { io.stop(); };
    last_call.expires_after(farewell);
    last_call.async_wait([&](boost::system::error_code) { io.stop(); });
  };
  signals.async_wait([&](boost::system::error_code error, int) {
    if (!error) leave();
  });
  connection.start({.on_message = [&](std::string_view message) { session.on_message(message); },
                    .on_oversized_message = [&] { session.on_oversized_message(); },
                    .on_end = leave});
  io.run();
}

}  // namespace
}  // namespace mekiki::apps

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + 1, argv + argc);
  if (const auto status = mekiki::apps::answer_by_hand(arguments)) return *status;
  try {
    mekiki::apps::serve();
    return EXIT_SUCCESS;
  } catch (const std::exception& failure) {
    mekiki::processes::log().critical("{}", failure.what());
    return 70;  // EX_SOFTWARE of sysexits.h
  }
}
