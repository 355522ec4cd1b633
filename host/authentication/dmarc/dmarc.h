// Domain-based Message Authentication, Reporting and Conformance (RFC 9989; records of RFC 7489 are read as well): is
// the domain that the reader sees in From the one that was authenticated, and what does its owner want otherwise?
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authentication/dmarc/record.h"
#include "questions/inquiry.h"

namespace mekiki::authentication::dmarc {

enum class Result {
  none,       // the domain publishes nothing (and neither do those above it)
  pass,       // an authenticated domain is of the same organisation
  fail,       // none is, and all that could be known is known
  temperror,  // a name server did not answer
  permerror,  // there is no single author domain
  unknown,    // a question was not answered, or SPF or DKIM is unknown
};
std::string_view to_string(Result result);

// A domain that SPF or DKIM speak of.
struct Identifier {
  std::string domain;  // A-labels
  bool authenticated = false;
  std::string unknown;  // why it is not known whether it is, or empty
};

struct Request {
  std::string author;  // domain of From, A-labels
  bool several_authors = false;
  Identifier spf;  // domain empty: none
  std::vector<Identifier> dkim;
};

struct Outcome {
  Result result = Result::none;
  std::string reason;     // "no_record", "several_records", "policy", "no_author", "several_authors", or an answer's
  std::string domain;     // the author domain
  std::string record_of;  // where the record stands; empty: none
  std::string organisation;
  Policy published = Policy::none;  // for this domain
  Policy effective = Policy::none;  // one step milder while the owner is testing (t=y, or pct below 100)
  bool testing = false;
  unsigned percent = 100;
  bool strict_dkim = false;
  bool strict_spf = false;
  std::string aligned_dkim;  // the domain that made it pass
  bool aligned_spf = false;

  [[nodiscard]] bool pending() const { return result == Result::unknown && reason == "pending"; }
};

Outcome evaluate(const Request& request, questions::Inquiry& inquiry);

// Brand Indicators for Message Identification: the logo a domain shows, as context only.
struct Indicator {
  std::string domain;     // where the record stands; empty: none known
  std::string logo;       // l=
  std::string authority;  // a=: a verified mark certificate, not verified here
};
Indicator find_indicator(const std::string& author, const std::string& organisation, questions::Inquiry& inquiry);

}  // namespace mekiki::authentication::dmarc
