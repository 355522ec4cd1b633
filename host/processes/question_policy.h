// The gate before every question: a conquered examiner can ask, not do.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "questions/question.h"

namespace mekiki::processes {

// What the reader's and the organisation's settings allow.
struct Policy {
  bool offline = false;         // nothing leaves the machine: all but what it knows itself is unknown("offline")
  bool dns = true;              // dns_*
  bool place = true;            // place: a local database
  bool correspondents = false;  // correspondent: what this computer remembers
  bool lists = false;           // list_*
  bool local_lists = false;     // there are lists on this computer: list_* may be answered offline
  bool registration = false;    // registration
  bool page = false;            // page: only ever on the reader's request

  [[nodiscard]] bool allows(questions::Kind kind) const;
};

// Canonical as questions::Question says: domain names in lower case A-labels without trailing dot (RFC 1035
// section 2.3.4 for the lengths; underscores as in RFC 8552), IP addresses in RFC 5952 form, web addresses http(s).
bool is_legal_name(questions::Kind kind, std::string_view name);

// Splits what was asked into what may go out and what is answered on the spot: "offline", "policy", "invalid"
// (not a legal name), "limit" (beyond `allowance` questions).
struct Sorted {
  std::vector<questions::Question> to_ask;
  questions::Answers answered;
};
Sorted sort_questions(const std::vector<questions::Question>& asked, const Policy& policy, std::size_t allowance);

}  // namespace mekiki::processes
