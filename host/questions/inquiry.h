// How a check asks: it gets what is known so far, and what is not known is noted for the next round.
#pragma once

#include <set>

#include "questions/question.h"

namespace mekiki::questions {

class Inquiry {
 public:
  explicit Inquiry(const Answers& known) : known_(known) {}

  // The answer if known; else unknown("pending"), and the question is noted as open. The question is brought into
  // its canonical form first; one that has none is unknown("invalid") at once and noted nowhere.
  Answer ask(const Question& question);
  Answer ask(Kind kind, std::string name) { return ask(Question{kind, std::move(name)}); }

  // Questions asked but not yet answered.
  [[nodiscard]] const std::set<Question>& open() const { return open_; }
  // Everything asked, answered or not; the report's `unknown` list is made from it.
  [[nodiscard]] const std::set<Question>& asked() const { return asked_; }
  [[nodiscard]] const Answers& known() const { return known_; }

 private:
  const Answers& known_;
  std::set<Question> open_;
  std::set<Question> asked_;
};

}  // namespace mekiki::questions
