// Answers for keys, as a name server would give them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "authentication/dkim/dkim.h"

namespace mekiki::authentication::dkim {

inline constexpr std::int64_t test_now = 1'790'000'000;

inline void give(questions::Answers& answers, const std::string& name, std::vector<std::string> records) {
  answers[*questions::canonical({questions::Kind::dns_txt, name})] = questions::Answer::yes(std::move(records));
}

inline Verification examine(std::string_view mail, const questions::Answers& answers,
                            std::optional<std::int64_t> received = std::nullopt) {
  questions::Inquiry inquiry(answers);
  return verify(parse_and_hash(mail), inquiry, {test_now, received});
}

// Everything that is not recorded does not exist.
inline Verification examine_in_closed_world(std::string_view mail, questions::Answers answers) {
  const Signatures signatures = parse_and_hash(mail);
  questions::Inquiry first(answers);
  static_cast<void>(verify(signatures, first, {test_now, std::nullopt}));
  for (const questions::Question& question : first.open()) answers[question] = questions::Answer::no("nxdomain");
  questions::Inquiry second(answers);
  return verify(signatures, second, {test_now, std::nullopt});
}

}  // namespace mekiki::authentication::dkim
