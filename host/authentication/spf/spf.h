// Sender Policy Framework (RFC 7208): may this address send mail for that domain? A pure function of the request and
// the answers known so far.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "questions/inquiry.h"

namespace mekiki::authentication::spf {

enum class Result {
  none,       // no domain to ask, or it publishes nothing
  neutral,    // it says nothing about this address
  pass,       // authorised
  fail,       // not authorised
  softfail,   // probably not
  temperror,  // a name server did not answer; `reason` is that of the answer
  permerror,  // its record is wrong; `reason` says how
  unknown,    // a question was not answered ("pending", "offline", "policy", ...): nothing is known
};
std::string_view to_string(Result result);

struct Request {
  std::string ip;         // of the peer that handed the mail over; IPv4-mapped IPv6 is IPv4
  std::string mail_from;  // envelope sender without angle brackets; empty: the null reverse-path
  std::string helo;
  std::string receiver = "unknown";  // name of the receiving host, for explanations
  std::int64_t now = 0;
  // Whether the local part of the sender may become part of a question: senders put the reader's own address into it.
  bool ask_local_part = true;
};

// A term that matched, and whose record it stands in.
struct Term {
  std::string record_of;
  std::string written;
};

struct Outcome {
  Result result = Result::none;
  // permerror: "syntax", "several_records", "lookup_limit", "void_limit", "mx_limit", "include_none", "redirect_none".
  // none: "no_domain", "no_record". temperror and unknown: the answer's reason.
  std::string reason;
  std::string detail;       // the term that decided or that is wrong, as written; may be empty
  std::string domain;       // whose authorisation was looked for, A-labels
  std::string record_of;    // the domain whose record decided (an include's, a redirect's)
  std::string explanation;  // what the domain's owner wants to be told with a fail: a stranger's words
  // The terms that led to the result, the domain's own first: includes, then the mechanism that matched.
  std::vector<Term> path;
  // Why a pass says nothing about who sends: "everybody" (whatever the address is, it matches), "wide" (so much of the
  // address space may send that it is no list of servers); empty: it does.
  std::string worthless;
  bool helo = false;  // the domain is the one of HELO, since the envelope sender is empty

  [[nodiscard]] bool pending() const { return result == Result::unknown && reason == "pending"; }
};

// Asks for everything that the terms of a record need at once, so that a record costs about one round; evaluates in
// the order of the RFC with its limits: 10 terms that look something up, 2 void ones, 10 names of MX or PTR.
Outcome check_host(const Request& request, questions::Inquiry& inquiry);

}  // namespace mekiki::authentication::spf
