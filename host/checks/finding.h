// What a check says: a code, how much it weighs, and the evidence. No words for the reader yet.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/span.h"

namespace mekiki::checks {

enum class Severity { strong, medium, weak, good };

struct Evidence {
  std::string where;    // "header:From" | "text:1.2" | "html:1.2" | "part:3" | "answer:dns_a mue.biglobe.ne.jp"
  std::string excerpt;  // UTF-8, bounded
  Span span;            // headers: in the raw mail; texts: in the decoded text of that part; answers: empty
};

struct Finding {
  std::string code;  // set by the registry
  Severity severity = Severity::weak;
  std::string variant;                            // which of the code's texts fits; "" is the usual one
  std::map<std::string, std::string> parameters;  // for the texts' {placeholders}
  std::vector<Evidence> evidence;                 // never empty
};

}  // namespace mekiki::checks
