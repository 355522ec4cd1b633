#include "child.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace mekiki::test {
namespace {

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (auto& string : strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

// "pid (name) S ppid ...": name may hold anything, so the last parenthesis counts.
struct ProcessState {
  char state = '?';
  int parent = -1;
};
ProcessState state_of(int id) {
  std::ifstream file("/proc/" + std::to_string(id) + "/stat");
  std::string line;
  std::getline(file, line);
  ProcessState found;
  const auto end = line.rfind(')');
  if (end == std::string::npos || end + 4 > line.size()) return found;
  found.state = line[end + 2];
  found.parent = std::atoi(line.c_str() + end + 4);
  return found;
}

}  // namespace

bool is_running(int id) {
  const char state = state_of(id).state;
  return state != '?' && state != 'Z' && state != 'X';
}

Child::Child(const std::string& program, const std::vector<std::string>& arguments,
             const std::map<std::string, std::string>& environment) {
  ::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> input{};
  std::array<int, 2> output{};
  if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);

  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string inherited = *variable;
    if (!environment.contains(inherited.substr(0, inherited.find('=')))) variables.push_back(inherited);
  }
  for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
  const int failed =
      ::posix_spawn(&id_, program.c_str(), &actions, nullptr, pointers(words).data(), pointers(variables).data());
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(input[0]);
  ::close(output[1]);
  input_ = input[1];
  output_ = output[0];
  if (failed != 0) throw std::runtime_error("cannot start " + program);
  ::fcntl(input_, F_SETFL, O_NONBLOCK);
}

Child::~Child() {
  close_input();
  if (output_ >= 0) ::close(output_);
  if (!status_) {
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
  }
}

bool Child::write(std::string_view bytes) {
  const auto end = std::chrono::steady_clock::now() + Milliseconds(20000);
  while (!bytes.empty()) {
    if (std::chrono::steady_clock::now() > end) return false;
    const ssize_t size = ::write(input_, bytes.data(), bytes.size());
    if (size > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(size));
      continue;
    }
    if (errno != EAGAIN) return false;
    std::array<pollfd, 2> both{pollfd{input_, POLLOUT, 0}, pollfd{output_, POLLIN, 0}};
    ::poll(both.data(), both.size(), 1000);
    if ((both[1].revents & POLLIN) != 0) take_output(Milliseconds(0));
  }
  return true;
}

void Child::close_input() {
  if (input_ >= 0) ::close(input_);
  input_ = -1;
}

bool Child::take_output(Milliseconds patience) {
  pollfd one{output_, POLLIN, 0};
  if (::poll(&one, 1, static_cast<int>(std::max<Milliseconds::rep>(patience.count(), 0))) <= 0) return false;
  std::array<char, 65536> buffer{};
  const ssize_t size = ::read(output_, buffer.data(), buffer.size());
  if (size <= 0) return false;
  pending_.append(buffer.data(), static_cast<std::size_t>(size));
  return true;
}

std::optional<std::string> Child::read(std::size_t bytes, Milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (pending_.size() < bytes) {
    const auto left = std::chrono::duration_cast<Milliseconds>(end - std::chrono::steady_clock::now());
    if (!take_output(left)) return std::nullopt;
  }
  std::string taken = pending_.substr(0, bytes);
  pending_.erase(0, bytes);
  return taken;
}

std::string Child::read_to_end(Milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (take_output(std::chrono::duration_cast<Milliseconds>(end - std::chrono::steady_clock::now()))) {
  }
  return std::exchange(pending_, {});
}

std::optional<int> Child::wait(Milliseconds patience) {
  eventually(
      [this] {
        int status = 0;
        if (!status_ && ::waitpid(id_, &status, WNOHANG) == id_) status_ = status;
        return status_.has_value();
      },
      patience);
  return status_;
}

void Child::signal(int number) const { ::kill(id_, number); }

std::vector<int> Child::children() const {
  std::vector<int> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
    const int id = std::atoi(entry.path().filename().c_str());
    if (id > 0 && state_of(id).parent == id_) found.push_back(id);
  }
  return found;
}

std::vector<int> Child::zombies() const {
  auto all = children();
  std::erase_if(all, [](int id) { return state_of(id).state != 'Z'; });
  return all;
}

std::size_t Child::descriptors() const {
  std::error_code error;
  const std::filesystem::directory_iterator folder("/proc/" + std::to_string(id_) + "/fd", error);
  return static_cast<std::size_t>(std::distance(begin(folder), end(folder)));
}

}  // namespace mekiki::test
