// Takes every right away from the calling process, before it reads the first byte of a mail.
#pragma once

#include <string>

namespace mekiki::processes {

// Which layers really hold. A layer that the system lacks is false, and the others still hold.
struct SandboxStatus {
  bool seccomp = false;   // only the allowed system calls; on other systems its closest relative
  bool landlock = false;  // no file system rights, where the kernel knows them no TCP and no signals either
  bool rlimits = false;   // memory, CPU, descriptors, processes, core dumps

  bool operator==(const SandboxStatus&) const = default;
};

// Precondition: one thread, standard input and output are pipes to the host; everything that opens files lazily
// has been touched. Afterwards only descriptors 0, 1 and 2 are open and nothing new can be opened.
SandboxStatus enter_sandbox();

}  // namespace mekiki::processes
