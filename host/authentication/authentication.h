// Who really sent the mail, as far as it can be proved: SPF, DKIM, DMARC and ARC by our own check, and what the
// reader's own mail server found. One value for all checks and the report.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "authentication/arc/arc.h"
#include "authentication/dkim/dkim.h"
#include "authentication/dmarc/dmarc.h"
#include "authentication/results/results.h"
#include "authentication/spf/spf.h"
#include "message/message.h"
#include "questions/inquiry.h"

namespace mekiki::authentication {

// What the route and the sender tell.
struct Surroundings {
  std::string ip;      // of the peer at the border; empty: not known
  std::string helo;    // the name it gave itself
  std::string author;  // domain of the From that is shown, A-labels
  results::Border border;
  std::vector<std::string> readers;  // addresses of the account that holds the mail, as far as known
  std::int64_t now = 0;
};

// All that the bytes alone tell: once per mail.
struct Prepared {
  dkim::Signatures signatures;
  arc::Chain chain;
  results::Judged results;
  spf::Request envelope;
  std::string spf_missing;  // why SPF cannot be evaluated: "no_ip", "no_envelope", "personal"; empty: it can
  bool ask_helo = false;    // there is a name of the server to look up besides
  std::string author;
  bool several_authors = false;
  std::int64_t now = 0;
  std::optional<std::int64_t> received;  // when the border took the mail over
  std::optional<std::int64_t> written;   // that, else the Date
  bool mailing_list = false;
  bool carries_indicator = false;  // a BIMI-Indicator field: whoever wrote it
};

Prepared prepare(const message::Message& message, const Surroundings& surroundings);

// The organisation of From is confirmed.
struct Confirmed {
  std::string domain;  // the domain that was authenticated
  std::string method;  // "dkim" | "spf" | "dmarc"
  bool own = false;    // by our own check; else the mail server says so
  std::string server;  // its authserv-id
};

// Why the server's result and ours differ.
struct Difference {
  std::string method;  // "spf" | "dkim" | "dmarc"
  std::string domain;
  std::string selector;  // of dkim
  std::string server;    // its result
  std::string own;       // ours
  // The server passes, and ours does not: "key_gone" (the key was changed or taken down since), "stamp" (words were put
  // into the subject, or a footer below), "list" (a mailing list passed it on), "content_changed", "weak_hash" (it
  // still takes SHA-1), "short_key", "expired", "from_added" (a From field that is not signed). The other way round:
  // "only_now". Of SPF and DMARC: "record_changed" (they are asked today). "other".
  std::string cause;
};

struct Authentication {
  spf::Outcome spf;
  bool spf_evaluated = false;
  // The name the server gave itself, looked up beside the envelope sender (RFC 7208 section 2.3). Confirms a server,
  // not an author: DMARC knows nothing of it.
  std::optional<spf::Outcome> helo;
  dkim::Verification dkim;
  dmarc::Outcome dmarc;
  arc::Verification arc;
  results::Judged results;
  dmarc::Indicator indicator;
  bool carries_indicator = false;    // the mail brings a picture of a mark along (BIMI-Indicator)
  bool indicator_confirmed = false;  // the reader's server says bimi=pass
  std::optional<Confirmed> confirmed;
  std::vector<Difference> differences;
  // Days between the hand-over (else the Date) and the examination; negative: not known.
  std::int64_t age_days = -1;

  [[nodiscard]] const results::Method* server(std::string_view method) const { return results.find(method); }
};

// Asks what is to be asked; to be called in every round.
Authentication authenticate(const Prepared& prepared, questions::Inquiry& inquiry);

// Loads lazily loaded parts before the sandbox closes.
void warm_up();

}  // namespace mekiki::authentication
