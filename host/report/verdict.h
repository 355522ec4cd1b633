// From findings to a level, a kind of attack and a score. The rules are few and readable on purpose; no weight is
// fitted to any collection of mails.
#pragma once

#include <string>
#include <vector>

#include "checks/finding.h"
#include "facts/facts.h"

namespace mekiki::report {

enum class Level { none, note, suspicious, danger };
std::string_view to_string(Level level);

struct Verdict {
  Level level = Level::none;
  int score = 0;       // 0..100, for sorting only; never shown alone
  std::string attack;  // "credential-theft" | "payment" | "malware" | "extortion" | "advance-fee" | "advertising" | ""
  const names::Brand* pretended = nullptr;  // the brand the mail falsely speaks for
};

// danger: two strong findings of different kinds, or a false brand together with a demand for credentials or money; for
// an address forged against its owner's policy a demand of any dear kind, or a link to strangers, is enough.
// suspicious: one strong, or medium ones of different kinds. note: anything less. Good signs change nothing.
Verdict judge(const std::vector<checks::Finding>& findings, const facts::Facts& facts);

}  // namespace mekiki::report
