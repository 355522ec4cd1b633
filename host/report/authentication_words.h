// What was found about the sender's authenticity, in sentences for a lay reader; each method has one sentence and the
// remarks that belong to it.
#pragma once

#include <string>
#include <vector>

#include "report/json.h"
#include "report/words.h"

namespace mekiki::report {

struct Told {
  std::string text;
  std::vector<std::string> remarks;
};

// The one sentence of all: "Your mail server confirmed that this came from rakuten.co.jp."; empty without a sender.
std::string tell_summary(const Judged& judged);
Told tell_signature(const Judged& judged, const authentication::dkim::SignatureResult& signature);
// Of a mail without signatures.
std::string tell_unsigned(const Judged& judged);
Told tell_spf(const Judged& judged);
Told tell_dmarc(const Judged& judged);
// The remarks are the sets, the server nearest to the sender first.
Told tell_arc(const Judged& judged);
std::string tell_result(const Judged& judged, const authentication::results::Method& method);
std::string tell_difference(const Judged& judged, const authentication::Difference& difference);
// Empty where no mark is known.
std::string tell_indicator(const Judged& judged);

// From, and what stands beside it: the signers and the envelope.
struct Party {
  std::string kind;    // "signer" | "envelope"
  std::string domain;  // A-labels; empty: there is none, or it is not known
  std::string state;   // "good" | "bad" | "worthless" | "open"
  bool same = false;   // of the organisation of From
  std::string text;
};
struct Picture {
  std::string from;   // A-labels
  std::string label;  // of From
  std::vector<Party> parties;
  std::string text;  // all of it, for those who do not see it
};
Picture draw_alignment(const Judged& judged);

}  // namespace mekiki::report
