// What the checks of authentication share: evidence of results, and which signatures speak for the author.
#pragma once

#include <string>

#include "authentication/authentication.h"
#include "checks/finding.h"
#include "facts/facts.h"
#include "names/domain.h"

namespace mekiki::checks {

// Days after which keys and records asked for today say little about a mail of then.
inline constexpr std::int64_t days_that_keys_stand = 60;

Evidence evidence_of_field(const message::Message& message, std::size_t field);
// Of the server's result if there is one, else of the From field that was to be confirmed.
Evidence evidence_of_result(const message::Message& message, const facts::Sender& sender,
                            const authentication::results::Method* result);

// The topmost signature of the author's organisation that satisfies the condition, or nullptr.
template <class Condition>
const authentication::dkim::SignatureResult* author_signature(const authentication::Authentication& found,
                                                              const std::string& organisation, Condition condition);

// Aligned authentication of that very company: its mail is proved to be its own, and names that sound like it in its
// links are its own affair. A pass of anybody else never means anything here.
bool is_proved_to_be(const authentication::Authentication& found, const facts::Sender& sender,
                     const names::Brand& brand);

// The author's own signature fits its header fields, or fits all once a stamp is taken off: altered on the way.
bool was_altered(const authentication::Authentication& found, const std::string& organisation);
// The author's signature cannot be checked any more: the mail is old, and the key is gone.
bool key_is_gone(const authentication::Authentication& found, const std::string& organisation);
// A large provider sealed that it saw the author confirmed before it passed the mail on.
bool was_confirmed_before_forwarding(const authentication::Authentication& found);

template <class Condition>
const authentication::dkim::SignatureResult* author_signature(const authentication::Authentication& found,
                                                              const std::string& organisation, Condition condition) {
  for (const auto& signature : found.dkim.signatures) {
    const bool authors = !organisation.empty() && names::organisation_domain(signature.domain) == organisation;
    if (authors && condition(signature)) return &signature;
  }
  return nullptr;
}

}  // namespace mekiki::checks
