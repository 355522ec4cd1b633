// The installed-looking program, run as a person runs it.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace mekiki::command {

struct Ended {
  int code = -1;  // exit code; -1: killed by a signal or not started
  std::string out;
  std::string err;
};

struct Call {
  std::vector<std::string> arguments;
  std::string input;
  std::map<std::string, std::string> environment;  // on top of a small fixed one
};

// Runs bin/mekiki of this build.
Ended run(const Call& call);
inline Ended run(std::vector<std::string> arguments) { return run(Call{std::move(arguments), {}, {}}); }

}  // namespace mekiki::command
