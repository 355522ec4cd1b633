// DomainKeys Identified Mail (RFC 6376, RFC 8301, RFC 8463): who took responsibility for this mail with a signature,
// and is it still as it was signed? In two steps: what the bytes say, once; then what the keys in DNS say to it, in
// every round of questions.
//
// The bytes are those of real mail stores: LF or CRLF, mbox "From " line and X-Mozilla-* fields in front, ">From " in
// the body, no line end at the end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authentication/dkim/signed_mail.h"
#include "questions/inquiry.h"

namespace mekiki::authentication::dkim {

// The words of RFC 8601 section 2.7.1.
enum class Result {
  none,       // not signed
  pass,       // signed by this domain, and unchanged since
  fail,       // changed since, or not signed by this key
  neutral,    // the signature may hold, but does not count: `reason` says why
  temperror,  // a name server did not answer; `reason` is that of the answer
  permerror,  // the signature or its key cannot be used; `reason` says why
  unknown,    // a question was not answered ("pending", "offline", "policy", ...): nothing is known
};
std::string_view to_string(Result result);

// The body against the hash that was signed (bh=).
enum class BodyMatch {
  intact,          // as it is, or as it was before the mail store wrote ">From " for "From "
  without_footer,  // once the footer after the last dividing line is taken off
  changed,
  too_short,  // shorter than l= says
  unread,     // the signature cannot be used at all
};

// One of the ways to take a stamp off the Subject, and what is to be signed then.
struct Unstamped {
  std::string stamp;   // what was taken off, decoded: "[spam]"
  std::string digest;  // bytes
};

// One DKIM-Signature field, as far as it can be judged without its key.
struct Signature {
  std::size_t field = 0;  // index into Message::headers
  std::string error;      // a reason of permerror, neutral or unknown, see SignatureResult; empty: usable
  std::string detail;     // the tag or value in question

  std::string domain;                        // d=, A-labels, lower case
  std::string selector;                      // s=
  std::string identity;                      // i= as written, or "@" and d=
  std::string algorithm;                     // a=, lower case
  std::string canonicalisation;              // c= in full: "relaxed/simple"
  std::vector<std::string> headers_signed;   // h=, lower case, in order
  std::optional<std::int64_t> time;          // t=
  std::optional<std::int64_t> expires;       // x=
  std::optional<std::uint64_t> body_length;  // l=
  std::uint64_t body_unsigned = 0;           // bytes of the canonical body after l=

  // Fields that the reader sees or that steer what he sees, with an instance that is not signed (lower case): of From,
  // Subject, Date, To, Cc, Reply-To, Sender, Content-Type, Content-Transfer-Encoding, those that the mail has.
  std::vector<std::string> unsigned_headers;
  // Signed once more than they occur, so that none can be added (RFC 6376 section 8.15).
  std::vector<std::string> oversigned_headers;

  BodyMatch body = BodyMatch::unread;
  std::string digest;     // of the signed header fields; bytes
  std::string signature;  // b=, bytes
  std::vector<Unstamped> unstamped;
};

struct Signatures {
  std::vector<Signature> list;          // topmost first
  std::vector<std::string> limits_hit;  // "dkim_signatures", and those of the header section
};

// At most limits::dkim_signatures of them. `mail` keeps its hashes, so that ARC need not count them again.
Signatures parse_and_hash(SignedMail& mail);
Signatures parse_and_hash(std::string_view raw);

struct SignatureResult {
  std::size_t field = 0;  // index into Message::headers
  Result result = Result::none;
  // fail:      "body_hash", "body_too_short", "signature"
  // neutral:   "weak_hash" (rsa-sha1: it holds and is worth nothing, RFC 8301 3.1), "short_key" (below 1024 bits),
  //            "expired" (when the mail was received), "unsigned_from" (another From field was added), "algorithm"
  // permerror: of the signature "syntax", "missing_tag", "version", "canonicalisation", "domain", "identity",
  //            "from_not_signed", "query_method", "timestamps", "signature_data", "body_length"; of its key "no_key",
  //            "key_syntax", "key_version", "key_revoked", "key_type", "key_hash", "key_service", "key_data",
  //            "identity_not_exact" (t=s)
  // unknown:   "limit" (header not read to its end), "personal" (to ask for its key would tell the signer who opens
  //            the mail), or the answer's reason
  std::string reason;
  std::string detail;

  std::string domain;
  std::string selector;
  std::string identity;
  std::string algorithm;
  std::string canonicalisation;
  std::vector<std::string> headers_signed;
  std::string question;      // the name whose TXT record is the key
  std::string signature;     // b=, bytes
  std::size_t key_bits = 0;  // 0: the key is not known
  BodyMatch body = BodyMatch::unread;
  // The key says that the signed header fields are as they were; even if the body is not. Empty: not known.
  std::optional<bool> header_intact;

  // A fail that is good once this is taken off: the stamp that a provider or list put before the Subject, and the
  // footer that a list put below. Anybody can do that to a genuine mail that he got, so it explains and proves nothing.
  bool good_without_stamp = false;
  std::string stamp;  // empty: only the footer

  std::optional<std::uint64_t> body_length;  // l=: what follows it is not signed
  std::uint64_t body_unsigned = 0;
  std::vector<std::string> unsigned_headers;
  std::vector<std::string> oversigned_headers;
  std::optional<std::int64_t> time;
  std::optional<std::int64_t> expires;
  bool weak_hash = false;
  bool short_key = false;        // RSA below 1024 bits
  bool expired = false;          // by now, or when received
  bool future = false;           // signed later than it was received
  bool testing = false;          // the key says t=y
  bool strict_identity = false;  // the key says t=s

  [[nodiscard]] bool pending() const { return result == Result::unknown && reason == "pending"; }
};

struct Verification {
  // pass if any is; else the first there is of unknown, temperror, fail, neutral, permerror; none if not signed.
  Result result = Result::none;
  std::vector<SignatureResult> signatures;  // as in Signatures::list
};

struct Times {
  std::int64_t now = 0;
  // When a server that is believed took it over. Without it, an expired signature is noted, not refused: whoever opens
  // an old mail comes late.
  std::optional<std::int64_t> received;
};

// Asks for the key of every usable signature.
Verification verify(const Signatures& signatures, questions::Inquiry& inquiry, const Times& times);

// Loads what OpenSSL loads lazily (providers, algorithms); for a sandbox that is to be closed.
void warm_up();

}  // namespace mekiki::authentication::dkim
