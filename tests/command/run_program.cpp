#include "run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

namespace mekiki::command {
namespace {

struct Pipe {
  Pipe() { ok = pipe2(ends.data(), O_CLOEXEC) == 0; }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  void close_end(std::size_t which) {
    if (ends[which] >= 0) close(ends[which]);
    ends[which] = -1;
  }

  std::array<int, 2> ends{-1, -1};
  bool ok = false;
};

bool take(Pipe& pipe, std::string& into) {
  std::array<char, 65536> buffer{};
  const ssize_t got = read(pipe.ends[0], buffer.data(), buffer.size());
  if (got > 0) into.append(buffer.data(), static_cast<std::size_t>(got));
  if (got <= 0) pipe.close_end(0);
  return got > 0;
}

void give(Pipe& pipe, std::string_view& rest) {
  const ssize_t sent = rest.empty() ? 0 : write(pipe.ends[1], rest.data(), rest.size());
  if (sent > 0) rest.remove_prefix(static_cast<std::size_t>(sent));
  if (sent <= 0 || rest.empty()) pipe.close_end(1);
}

void exchange(Pipe& in, Pipe& out, Pipe& err, std::string_view input, Ended& result) {
  while (out.ends[0] >= 0 || err.ends[0] >= 0) {
    std::array<pollfd, 3> waits{{{in.ends[1], POLLOUT, 0}, {out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}}};
    if (poll(waits.data(), waits.size(), 60'000) <= 0) return;
    if (waits[0].revents != 0) give(in, input);
    if (waits[1].revents != 0) take(out, result.out);
    if (waits[2].revents != 0) take(err, result.err);
  }
}

}  // namespace

Ended run(const Call& call) {
  signal(SIGPIPE, SIG_IGN);
  Ended result;
  Pipe in;
  Pipe out;
  Pipe err;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.ends[0], 0);
  posix_spawn_file_actions_adddup2(&actions, out.ends[1], 1);
  posix_spawn_file_actions_adddup2(&actions, err.ends[1], 2);

  const std::string program = MEKIKI_BINARY_DIR "/bin/mekiki";
  std::vector<std::string> words = {program};
  words.insert(words.end(), call.arguments.begin(), call.arguments.end());
  std::map<std::string, std::string> environment = {
      {"PATH", "/usr/bin:/bin"}, {"HOME", "/nonexistent"}, {"LANG", "C.UTF-8"}, {"TZ", "Asia/Tokyo"}};
  for (const auto& [name, value] : call.environment) environment[name] = value;
  std::vector<std::string> settings;
  for (const auto& [name, value] : environment) settings.push_back(name + "=" + value);

  std::vector<char*> argv;
  std::vector<char*> envp;
  for (std::string& word : words) argv.push_back(word.data());
  for (std::string& setting : settings) envp.push_back(setting.data());
  argv.push_back(nullptr);
  envp.push_back(nullptr);

  pid_t child = -1;
  const int failed = posix_spawn(&child, program.c_str(), &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return result;
  in.close_end(0);
  out.close_end(1);
  err.close_end(1);
  exchange(in, out, err, call.input, result);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status)) result.code = WEXITSTATUS(status);
  return result;
}

}  // namespace mekiki::command
