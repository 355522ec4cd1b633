// A recorded set of answers: with it a mail is examined again exactly as it was, without asking anybody.
// {"now": seconds since the epoch, "answers": [{"kind","name","outcome","reason"?,"values"?}, ...]}
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "questions/question.h"

namespace mekiki::questions {

struct Recording {
  std::int64_t now = 0;  // seconds since the epoch: the time of the examination
  Answers answers;

  bool operator==(const Recording&) const = default;
};

// Strict: unknown or doubled keys, names that are not canonical, a question answered twice, values without "yes" and
// reasons that do not fit are all refused. Errors: "recording_syntax" (detail has line and column),
// "recording_content" (detail begins with the place, e.g. "answers[3].name: ").
Result<Recording> read_recording(std::string_view json);

// One answer per line, sorted by kind and name, so that two recordings can be compared line by line. Pending answers
// are left out. Bytes that are not UTF-8 are written as U+FFFD.
std::string write_recording(const Recording& recording);

}  // namespace mekiki::questions
