// Authenticated Received Chain (RFC 8617): what each server on the way says that it saw, sealed. A chain that holds
// tells that the sealers said so; whether a sealer is to be believed is for others to decide.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authentication/dkim/signed_mail.h"
#include "message/message.h"
#include "questions/inquiry.h"

namespace mekiki::authentication::arc {

enum class Result {
  none,  // no ARC field
  pass,  // every seal holds, and the mail is as the last sealer left it
  fail,
  temperror,  // a name server did not answer; `reason` is that of the answer
  unknown,    // a question was not answered ("pending", "offline", ...): nothing is known
};
std::string_view to_string(Result result);

// One signed field, ready to be compared with its key.
struct Sealed {
  std::string domain;                // d=, A-labels, lower case
  std::string selector;              // s=
  std::string algorithm;             // a=, lower case
  std::optional<std::int64_t> time;  // t=
  std::string digest;                // bytes
  std::string signature;             // bytes
  std::string error;                 // why it cannot be used, a reason of Verification; empty: usable
};

// The three fields of one instance (RFC 8617 section 4.2).
struct Set {
  unsigned instance = 0;
  std::string validation;                  // cv= of the seal: "none", "pass", "fail"
  Sealed seal;                             // ARC-Seal
  Sealed message;                          // ARC-Message-Signature
  bool body_intact = false;                // against bh= of the ARC-Message-Signature
  message::AuthenticationResults results;  // ARC-Authentication-Results; `field` is its index in Message::headers
};

struct Chain {
  std::vector<Set> sets;  // instance 1 first
  // What is wrong already, see Verification; empty: the keys decide.
  std::string error;
  unsigned error_instance = 0;
};

// `mail` keeps its hashes, so that DKIM need not count them again.
Chain parse_and_hash(dkim::SignedMail& mail);
Chain parse_and_hash(std::string_view raw);

struct SetResult {
  unsigned instance = 0;
  std::string seal_domain;
  std::string seal_selector;
  std::string message_domain;              // d= of the ARC-Message-Signature
  std::string validation;                  // cv=
  std::optional<std::int64_t> time;        // t= of the seal
  std::optional<bool> seal_intact;         // empty: the key is not known, or nothing had to be asked
  std::optional<bool> message_intact;      // the ARC-Message-Signature and the body hash; asked of the last set only
  message::AuthenticationResults results;  // what the sealer says that it saw
};

struct Verification {
  Result result = Result::none;
  // fail: "structure" (sets incomplete, doubled or not 1 to N), "too_many", "sealed_as_failed" (cv=fail), "validation"
  // (cv= does not fit its place), "syntax", "missing_tag", "algorithm", "canonicalisation", "domain", "seal_signed" (h=
  // with ARC-Seal, or in it), "signature_data", "timestamps", "body_hash", "signature", and the key reasons of
  // dkim::SignatureResult, "short_key" among them.
  // unknown: "limit", or the answer's reason
  std::string reason;
  unsigned instance = 0;        // where it fails; 0: nowhere in particular
  std::vector<SetResult> sets;  // instance 1, the server nearest to the sender, first

  [[nodiscard]] bool pending() const { return result == Result::unknown && reason == "pending"; }
};

// RFC 8617 section 5.2. Asks for all keys at once, and for none if the chain is broken anyway.
Verification verify(const Chain& chain, questions::Inquiry& inquiry);

}  // namespace mekiki::authentication::arc
