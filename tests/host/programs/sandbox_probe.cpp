// Enters the sandbox and tries one thing. Exit 0: it was done; 1 with the error number on standard output: refused;
// or the system ends it.

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <new>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "processes/sandbox.h"

namespace {

using Attempt = std::function<long()>;

long connect_anywhere() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  if (socket < 0) return -1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

long allocate(std::size_t bytes) {
  try {
    std::vector<char> block(bytes, 'x');
    return static_cast<long>(block.back());
  } catch (const std::bad_alloc&) {
    errno = ENOMEM;
    return -1;
  }
}

long map_code() {
  void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return page == MAP_FAILED ? -1 : 0;
}

long make_code() {
  void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return ::mprotect(page, 4096, PROT_READ | PROT_EXEC);
}

long raise_limit() {
  const rlimit unlimited{RLIM_INFINITY, RLIM_INFINITY};
  return ::setrlimit(RLIMIT_AS, &unlimited);
}

long spin() {
  for (volatile bool going = true; going;) {
  }
  return {};
}

long look_at_state() {
  const bool environment_is_empty = environ == nullptr || *environ == nullptr;
  return environment_is_empty ? 0 : -1;
}

long work() {
  // What an examination does: memory, time, output.
  std::string text(1u << 20, 'x');
  const auto now = std::chrono::system_clock::now().time_since_epoch().count();
  std::printf("%zu %s\n", text.size(), now > 0 ? "later" : "before");
  return std::fflush(stdout);
}

const std::map<std::string_view, Attempt>& attempts() {
  static const std::map<std::string_view, Attempt> all{
      {"work", work},
      {"environment", look_at_state},
      {"open", [] { return ::open("/etc/passwd", O_RDONLY); }},
      {"open_own", [] { return ::open("/proc/self/status", O_RDONLY); }},
      {"create", [] { return ::open("/tmp/mekiki-probe", O_CREAT | O_WRONLY, 0600); }},
      {"opendir", [] { return ::open("/", O_RDONLY | O_DIRECTORY); }},
      {"stat",
       [] {
         struct stat found{};
         return ::stat("/etc/passwd", &found);
       }},
      {"old_open", [] { return ::syscall(SYS_open, "/etc/passwd", O_RDONLY); }},
      {"descriptor_left", [] { return ::syscall(SYS_read, 100, nullptr, 0); }},
      {"socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0); }},
      {"unix_socket", [] { return ::socket(AF_UNIX, SOCK_STREAM, 0); }},
      {"connect", connect_anywhere},
      {"fork", [] { return ::fork(); }},
      {"vfork", [] { return ::syscall(SYS_vfork); }},
      {"thread",
       [] {
         std::thread([] {}).join();
         return 0;
       }},
      {"exec", [] { return ::execl("/bin/true", "true", nullptr); }},
      {"ptrace", [] { return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); }},
      {"kill", [] { return ::kill(::getpid(), SIGTERM); }},
      {"signal_other", [] { return ::syscall(SYS_tgkill, 1, 1, SIGTERM); }},
      {"process_read", [] { return ::syscall(SYS_process_vm_readv, 1, nullptr, 0, nullptr, 0, 0); }},
      {"io_uring", [] { return ::syscall(SYS_io_uring_setup, 1, nullptr); }},
      {"bpf", [] { return ::syscall(SYS_bpf, 0, nullptr, 0); }},
      {"unshare", [] { return ::syscall(SYS_unshare, 0); }},
      {"prctl", [] { return ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); }},
      {"raise_limit", raise_limit},
      {"map_code", map_code},
      {"make_code", make_code},
      {"dup", [] { return ::dup(0); }},
      {"memory", [] { return allocate(3u << 30); }},
      {"some_memory", [] { return allocate(200u << 20) > 0 ? 0 : -1; }},
      {"spin", spin},
      {"abort",
       [] {
         std::abort();
         return 0;
       }},
  };
  return all;
}

// The exit handlers of a sanitizer start threads.
[[noreturn]] void leave(int status) {
  std::fflush(stdout);
  ::_exit(status);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 64;
  const std::string_view word = argv[1];
  // A descriptor that somebody forgot to close.
  const int forgotten = ::open("/etc/passwd", O_RDONLY);
  if (forgotten >= 0 && word == "descriptor_left") ::dup2(forgotten, 100);

  const auto before = std::chrono::steady_clock::now();
  const mekiki::processes::SandboxStatus status = mekiki::processes::enter_sandbox();
  const auto took = std::chrono::steady_clock::now() - before;

  if (word == "status") {
    std::printf("%d %d %d %lld\n", status.seccomp, status.landlock, status.rlimits,
                static_cast<long long>(std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
    leave(0);
  }
  const auto attempt = attempts().find(word);
  if (attempt == attempts().end()) leave(64);
  if (attempt->second() >= 0) leave(0);
  std::printf("%d\n", errno);
  leave(1);
}
