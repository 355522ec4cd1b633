// The commands, each with its options as read from the command line. All return an exit code (exit_codes.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/mekiki/words.h"

namespace mekiki::apps {

enum class Format { text, json, html };

struct CheckOptions {
  Format format = Format::text;
  bool offline = false;
  bool remember = false;  // use and keep what this computer remembers of senders
  std::string answers;    // a recording to answer from, or empty
  std::string record;     // where to write one, or empty
  std::string file;       // "-": standard input
};
int run_check(const CheckOptions& options, const Words& words);

struct ScanOptions {
  std::size_t jobs = 0;  // 0: as many as there are processors
  bool offline = false;
  bool progress = false;           // even where standard error is no terminal
  std::vector<std::string> paths;  // "-": one path per line on standard input
};
int run_scan(const ScanOptions& options, const Words& words);

struct DoctorOptions {
  bool json = false;
  bool network = false;  // also asks a name server
  bool fix = false;      // mends what can be mended without harm, then looks again
};
int run_doctor(const DoctorOptions& options, const Words& words);

enum class Scope { user, system };
int run_install(Scope scope, const Words& words);
// As run_install, in silence: empty if done, else why not.
std::string mend_manifest(Scope scope);
int run_uninstall(Scope scope, const Words& words);

// An empty code lists them all.
int run_explain(std::string_view code, const Words& words);

int run_config_check(const std::string& file, const Words& words);

int run_data_status(const Words& words);
// Fetches the feeds of the settings; `for_all`: for everyone on this machine.
int run_data_update(bool for_all, const Words& words);
// Erases what is remembered of the reader's mail.
int run_data_forget(const Words& words);

// One sentence on standard error.
void complain(const Words& words, std::string_view sentence);

}  // namespace mekiki::apps
