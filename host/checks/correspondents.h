// Whether the sender has written to this reader before: asked of this computer only, where it remembers senders at all.
#pragma once

#include <optional>

#include "base/utf8.h"
#include "checks/check.h"

namespace mekiki::checks {

// nullopt where senders are not remembered, or the mail has no sender.
inline std::optional<questions::Answer> ask_about_correspondent(const facts::Circumstances& circumstances,
                                                                const facts::Sender& sender,
                                                                questions::Inquiry& inquiry) {
  if (!circumstances.correspondents || sender.domain.empty() || sender.from.local.empty()) return std::nullopt;
  const questions::Question question{questions::Kind::correspondent,
                                     ascii_lower(sender.from.local) + "@" + sender.domain};
  if (questions::canonical(question) != question) return std::nullopt;  // not an address that could be remembered
  return inquiry.ask(question);
}

}  // namespace mekiki::checks
