// Landlock (landlock(7)), seccomp (seccomp(2)) and resource limits (getrlimit(2)).
#if defined(__linux__)

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <memory>

#include "base/limits.h"
#include "processes/sandbox.h"

namespace mekiki::processes {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool address_sanitizer = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool address_sanitizer = true;
#else
constexpr bool address_sanitizer = false;
#endif
#else
constexpr bool address_sanitizer = false;
#endif

// The sanitizers of test builds look whether memory can be read by writing it into a pipe.
constexpr rlim_t descriptors = address_sanitizer ? 16 : 3;

void close_descriptors() {
  if (::syscall(SYS_close_range, 3U, ~0U, 0U) == 0) return;
  // Before Linux 5.9.
  const int last = static_cast<int>(::sysconf(_SC_OPEN_MAX));
  for (int descriptor = 3; descriptor < last; ++descriptor) ::close(descriptor);
}

// The kernel's struct landlock_ruleset_attr as of ABI 6; an older kernel takes it as long as what it does not know is
// zero.
struct LandlockRuleset {
  std::uint64_t handled_access_fs = 0;
  std::uint64_t handled_access_net = 0;
  std::uint64_t scoped = 0;
};

constexpr std::uint64_t lowest_bits(unsigned count) { return (std::uint64_t{1} << count) - 1; }

// Every right the kernel can handle is handled, and no rule gives one back.
LandlockRuleset everything_handled(long abi) {
  LandlockRuleset ruleset;
  unsigned file_rights = 13;       // ABI 1: up to MAKE_SYM
  if (abi >= 2) file_rights = 14;  // REFER
  if (abi >= 3) file_rights = 15;  // TRUNCATE
  if (abi >= 5) file_rights = 16;  // IOCTL_DEV
  ruleset.handled_access_fs = lowest_bits(file_rights);
  if (abi >= 4) ruleset.handled_access_net = lowest_bits(2);  // BIND_TCP, CONNECT_TCP
  if (abi >= 6) ruleset.scoped = lowest_bits(2);              // ABSTRACT_UNIX_SOCKET, SIGNAL
  return ruleset;
}

bool close_landlock() {
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return false;
  const LandlockRuleset ruleset = everything_handled(abi);
  const long descriptor = ::syscall(SYS_landlock_create_ruleset, &ruleset, sizeof ruleset, 0);
  if (descriptor < 0) return false;
  const bool restricted = ::syscall(SYS_landlock_restrict_self, descriptor, 0) == 0;
  ::close(static_cast<int>(descriptor));
  return restricted;
}

bool limit(__rlimit_resource resource, rlim_t soft, rlim_t hard) {
  rlimit old{};
  if (::getrlimit(resource, &old) != 0) return false;
  // A lower limit that is already there stays.
  hard = std::min(hard, old.rlim_max);
  soft = std::min({soft, hard, old.rlim_cur});
  const rlimit limits{soft, hard};
  return ::setrlimit(resource, &limits) == 0;
}

bool close_limits() {
  bool all = true;
  // Never RLIMIT_FSIZE 0: it kills a process whose output was redirected to a file.
  all = limit(RLIMIT_CORE, 0, 0) && all;
  all = limit(RLIMIT_NPROC, 0, 0) && all;
  all = limit(RLIMIT_NOFILE, descriptors, descriptors) && all;
  // The host moves the soft limit on before each further mail (ExaminerProcess::allow_cpu).
  all = limit(RLIMIT_CPU, limits::examiner_cpu_seconds, limits::examiner_total_cpu_seconds) && all;
  // The sanitizer maps terabytes of shadow.
  if (!address_sanitizer) all = limit(RLIMIT_AS, limits::examiner_memory, limits::examiner_memory) && all;
  return all;
}

// Memory, time, the open pipes, the end of the process.
constexpr std::array allowed{
    SCMP_SYS(brk),          SCMP_SYS(munmap),         SCMP_SYS(mremap),
    SCMP_SYS(madvise),      SCMP_SYS(futex),          SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday),   SCMP_SYS(time),
    SCMP_SYS(getrandom),    SCMP_SYS(exit),           SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction),
    SCMP_SYS(sigaltstack),  SCMP_SYS(sched_yield),    SCMP_SYS(restart_syscall),
    SCMP_SYS(fstat),        SCMP_SYS(lseek),          SCMP_SYS(close),
    SCMP_SYS(getpid),       SCMP_SYS(gettid),         SCMP_SYS(getuid),
    SCMP_SYS(geteuid),      SCMP_SYS(getgid),         SCMP_SYS(getegid),
    SCMP_SYS(uname),        SCMP_SYS(sysinfo),        SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getrlimit),
};

// A library that wants to load something late is told no and goes without it; whatever is in neither list ends the
// process.
constexpr std::array refused{
    SCMP_SYS(open),       SCMP_SYS(openat),    SCMP_SYS(openat2),    SCMP_SYS(creat),        SCMP_SYS(socket),
    SCMP_SYS(access),     SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(stat),         SCMP_SYS(lstat),
    SCMP_SYS(newfstatat), SCMP_SYS(statx),     SCMP_SYS(statfs),     SCMP_SYS(readlink),     SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),     SCMP_SYS(ioctl),     SCMP_SYS(fcntl),      SCMP_SYS(getdents64),   SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),   SCMP_SYS(mkdir),     SCMP_SYS(mkdirat),    SCMP_SYS(memfd_create),
};

bool add_rules(scmp_filter_ctx filter) {
  bool all = true;
  const auto add = [&](std::uint32_t action, int call, std::initializer_list<scmp_arg_cmp> arguments) {
    all =
        seccomp_rule_add_array(filter, action, call, static_cast<unsigned>(arguments.size()), arguments.begin()) == 0 &&
        all;
  };
  for (const int call : allowed) add(SCMP_ACT_ALLOW, call, {});
  for (const int call : refused) add(SCMP_ACT_ERRNO(EACCES), call, {});

  const auto argument = [](unsigned index, scmp_compare compare, scmp_datum_t a, scmp_datum_t b = 0) {
    return scmp_arg_cmp{index, compare, a, b};
  };
  add(SCMP_ACT_ALLOW, SCMP_SYS(read), {argument(0, SCMP_CMP_EQ, STDIN_FILENO)});
  for (const auto descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
    const auto to = argument(0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(descriptor));
    add(SCMP_ACT_ALLOW, SCMP_SYS(write), {to});
    add(SCMP_ACT_ALLOW, SCMP_SYS(writev), {to});
  }
  if (address_sanitizer) {
    add(SCMP_ACT_ALLOW, SCMP_SYS(pipe2), {});
    add(SCMP_ACT_ALLOW, SCMP_SYS(write), {argument(0, SCMP_CMP_GT, STDERR_FILENO)});
  }
  // No code but what was there at the start.
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
    add(SCMP_ACT_ALLOW, call, {argument(2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)});
  }
  // Own limits may be read, not set.
  add(SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), {argument(0, SCMP_CMP_EQ, 0), argument(2, SCMP_CMP_EQ, 0)});
  // abort() signals its own process.
  add(SCMP_ACT_ALLOW, SCMP_SYS(tgkill), {argument(0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()))});
  return all;
}

bool close_system_calls() {
  const std::unique_ptr<void, decltype(&seccomp_release)> filter(seccomp_init(SCMP_ACT_KILL_PROCESS), &seccomp_release);
  if (filter == nullptr) return false;
  // A call by another architecture's numbers ends the process too.
  seccomp_attr_set(filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
  // A thread that a library may have started is held as well.
  seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);
  // Without a rule the sandbox is only tighter, but the examiner would die of it: then better to say so.
  if (!add_rules(filter.get())) return false;
  return seccomp_load(filter.get()) == 0;
}

}  // namespace

SandboxStatus enter_sandbox() {
  close_descriptors();
  ::umask(0077);
  ::clearenv();
  // No directory is kept from being unmounted; failing changes nothing.
  [[maybe_unused]] const int moved = ::chdir("/");
  // A host that was killed waits for nothing any more.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  // No debugger of the same user, no memory image of a mail on disk.
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  const bool no_new_privileges = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;

  SandboxStatus status;
  status.landlock = no_new_privileges && close_landlock();
  status.rlimits = close_limits();
  status.seccomp = no_new_privileges && close_system_calls();
  return status;
}

}  // namespace mekiki::processes

#endif
