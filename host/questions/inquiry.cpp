#include "questions/inquiry.h"

namespace mekiki::questions {

Answer Inquiry::ask(const Question& question) {
  const auto wanted = canonical(question);
  if (!wanted) return Answer::unknown("invalid");
  asked_.insert(*wanted);
  if (const auto found = known_.find(*wanted); found != known_.end()) return found->second;
  open_.insert(*wanted);
  return Answer::unknown("pending");
}

}  // namespace mekiki::questions
