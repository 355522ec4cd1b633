// A check is a pure function of facts and answers, in a file of its own that is named for its code:
// checks/link_rented_name.cpp defines `const Check link_rented_name` and thereby the code link.rented_name.
// The function's parameters are its declaration: it gets those facts it names and nothing else (the Authentication of
// this round is one of them), an Inquiry only if it asks questions, and a Sink for what it finds.
#pragma once

#include <string_view>
#include <type_traits>
#include <vector>

#include "authentication/authentication.h"
#include "checks/finding.h"
#include "facts/facts.h"
#include "questions/inquiry.h"

namespace mekiki::checks {

class Sink {
 public:
  explicit Sink(std::vector<Finding>& findings) : findings_(findings) {}
  void add(Finding finding) { findings_.push_back(std::move(finding)); }

 private:
  std::vector<Finding>& findings_;
};

struct Check {
  void (*run)(const facts::Facts&, const authentication::Authentication&, questions::Inquiry&, Sink&);
};

namespace detail {

template <class Wanted>
decltype(auto) pick(const facts::Facts& facts, const authentication::Authentication& found, questions::Inquiry& inquiry,
                    Sink& sink) {
  if constexpr (std::is_same_v<Wanted, questions::Inquiry>) {
    return (inquiry);
  } else if constexpr (std::is_same_v<Wanted, Sink>) {
    return (sink);
  } else if constexpr (std::is_same_v<Wanted, message::Message>) {
    return (facts.message);
  } else if constexpr (std::is_same_v<Wanted, authentication::Authentication>) {
    return (found);
  } else if constexpr (std::is_same_v<Wanted, facts::Circumstances>) {
    return (facts.circumstances);
  } else if constexpr (std::is_same_v<Wanted, facts::Texts>) {
    return (facts.texts);
  } else if constexpr (std::is_same_v<Wanted, facts::Sender>) {
    return (facts.sender);
  } else if constexpr (std::is_same_v<Wanted, facts::Bulk>) {
    return (facts.bulk);
  } else if constexpr (std::is_same_v<Wanted, facts::Route>) {
    return (facts.route);
  } else if constexpr (std::is_same_v<Wanted, facts::Claims>) {
    return (facts.claims);
  } else if constexpr (std::is_same_v<Wanted, facts::Links>) {
    return (facts.links);
  } else if constexpr (std::is_same_v<Wanted, facts::Attachments>) {
    return (facts.attachments);
  } else if constexpr (std::is_same_v<Wanted, facts::Kinship>) {
    return (facts.kinship);
  } else if constexpr (std::is_same_v<Wanted, facts::Demands>) {
    return (facts.demands);
  } else {
    static_assert(std::is_same_v<Wanted, facts::Stamps>, "not a fact");
    return (facts.stamps);
  }
}

template <auto function>
struct Bind;
template <class... Wanted, void (*function)(Wanted...)>
struct Bind<function> {
  static void run(const facts::Facts& facts, const authentication::Authentication& found, questions::Inquiry& inquiry,
                  Sink& sink) {
    function(pick<std::remove_cvref_t<Wanted>>(facts, found, inquiry, sink)...);
  }
};

}  // namespace detail

// A check made of a function of any facts: `const Check link_rented_name = make<examine>();`
template <auto function>
constexpr Check make() {
  return {&detail::Bind<function>::run};
}

struct Registered {
  std::string_view code;
  const Check* check;
};

// All checks, by code. Made from the file names of this folder.
const std::vector<Registered>& registry();

struct Outcome {
  std::vector<Finding> findings;  // in the order of the registry
  struct Unknown {
    std::string_view code;  // the check that asked
    questions::Question question;
    std::string reason;
  };
  std::vector<Unknown> unknown;           // asked and not (yet) answered
  std::vector<questions::Question> open;  // to be asked now, each once, sorted
  authentication::Authentication authentication;
};

Outcome run_all(const facts::Facts& facts, const questions::Answers& known);

}  // namespace mekiki::checks
